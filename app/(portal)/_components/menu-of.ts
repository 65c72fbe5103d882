import type { Menu, PlaceKey } from "@/components/layout/nav-items";
import { isAllowed, type Permission, type UserPrincipal } from "@/lib/runtime";

type Offer = readonly [place: PlaceKey, permission: Permission];

/** Of one's own organisation, whichever it is: the same pages for both kinds. */
const OWN = [
  ["people", "people.read"],
  ["audit", "audit.read"],
  ["permissions", "people.read"],
] as const satisfies readonly Offer[];

const DISTRIBUTOR = {
  main: [
    ["home", "home.read"],
    ["approvals", "operations.read"],
    ["operations", "operations.read"],
  ],
  create: [
    ["cashIn", "operations.submit"],
    ["cashOut", "operations.submit"],
    ["files", "operations.submit"],
    ["askForFloat", "float.request"],
    ["withdrawFloat", "float.request"],
  ],
  own: [
    ...OWN,
    ["policies", "policies.read"],
    ["apiKeys", "api-keys.read"],
    ["floatAccounts", "balance.read"],
    ["lowFloat", "float.mark"],
  ],
} as const satisfies Record<keyof Menu, readonly Offer[]>;

const ISSUER = {
  main: [
    ["overview", "distributors.read"],
    ["distributors", "distributors.read"],
    ["merchants", "merchants.read"],
    ["customers", "customers.read"],
    ["issuerApprovals", "operations.read"],
    ["issuerOperations", "operations.read"],
  ],
  create: [
    ["newDistributor", "distributors.change"],
    ["newMerchant", "merchants.change"],
    ["newCustomer", "customers.change"],
  ],
  own: OWN,
} as const satisfies Record<keyof Menu, readonly Offer[]>;

/** The places that a person is offered. What they may see and do there is for the verbs to say. */
export function menuOf(principal: UserPrincipal): Menu {
  const offers = principal.organisationKind === "issuer" ? ISSUER : DISTRIBUTOR;
  const allowed = (some: readonly Offer[]) =>
    some.filter(([, permission]) => isAllowed(principal, permission)).map(([place]) => place);
  return { main: allowed(offers.main), create: allowed(offers.create), own: allowed(offers.own) };
}
