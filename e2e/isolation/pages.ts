import type { Permission } from "@/lib/runtime";
import type { Ids } from "./ids";

/**
 * A page: how its address is filled in, and who is shown it. `public` pages are anybody's; `session` ones anybody's who is signed in. `in` is
 * for a page of one kind of organisation alone whose permission both have.
 */
export type Page = {
  readonly path: (ids: Ids) => string;
  readonly permission: Permission | "public" | "session";
  readonly in?: "issuer" | "distributor";
  /** What it names is of one's very own organisation: the issuer's staff see people of their own here, and no distributor's. */
  readonly home?: boolean;
};

const DISTRIBUTOR = "app/(issuer)/issuer/distributors/[id]";
const KEYS = "app/(portal)/settings/api-keys";
const key = (rest: string) => (ids: Ids) => `/settings/api-keys/${ids.apiKey}${rest}`;
const distributor = (rest: string) => (ids: Ids) => `/issuer/distributors/${ids.distributor}${rest}`;

/** Every page there is, by its file. A test fails when one is missing. */
export const PAGES: Readonly<Record<string, Page>> = {
  "app/(auth)/invitation/[token]/page.tsx": { path: (ids) => `/invitation/${ids.invitation}`, permission: "public" },
  "app/(wallet)/consent/[token]/page.tsx": { path: () => "/consent/none", permission: "public" },
  "app/(wallet)/wallet/page.tsx": { path: () => "/wallet", permission: "public" },
  "app/(auth)/sign-in/enter/page.tsx": { path: () => "/sign-in/enter", permission: "public" },
  "app/(auth)/sign-in/page.tsx": { path: () => "/sign-in", permission: "public" },
  "app/(dev)/design/approvals/page.tsx": { path: () => "/design/approvals", permission: "public" },
  "app/(dev)/design/home/page.tsx": { path: () => "/design/home", permission: "public" },
  "app/(dev)/design/operation/page.tsx": { path: () => "/design/operation", permission: "public" },
  "app/(dev)/design/page.tsx": { path: () => "/design", permission: "public" },
  "app/developers/[guide]/page.tsx": { path: () => "/developers/first-call", permission: "public" },
  "app/developers/page.tsx": { path: () => "/developers", permission: "public" },
  "app/developers/reference/page.tsx": { path: () => "/developers/reference", permission: "public" },
  "app/trial/page.tsx": { path: () => "/trial", permission: "public" },
  "app/tx/[hash]/page.tsx": { path: () => `/tx/tx_${"0".repeat(64)}`, permission: "public" },
  "app/tx/page.tsx": { path: () => "/tx", permission: "public" },

  "app/(portal)/(home)/page.tsx": { path: () => "/", permission: "home.read", in: "distributor" },
  "app/(portal)/account/delegation/page.tsx": { path: () => "/account/delegation", permission: "people.read" },
  "app/(portal)/account/notices/page.tsx": { path: () => "/account/notices", permission: "session" },
  "app/(portal)/account/recovery-codes/page.tsx": { path: () => "/account/recovery-codes", permission: "session" },
  "app/(portal)/account/sessions/page.tsx": { path: () => "/account/sessions", permission: "session" },
  "app/(portal)/approvals/page.tsx": {
    path: (ids) => `/approvals?open=${ids.operation}`,
    permission: "operations.read",
  },
  "app/(portal)/audit/page.tsx": { path: (ids) => `/audit?about=${ids.operation}`, permission: "audit.read" },
  "app/(portal)/bulk/[id]/page.tsx": {
    path: (ids) => `/bulk/${ids.file}`,
    permission: "operations.read",
    in: "distributor",
  },
  "app/(portal)/bulk/page.tsx": { path: () => "/bulk", permission: "operations.read", in: "distributor" },
  "app/(portal)/cash-in/new/page.tsx": { path: () => "/cash-in/new", permission: "operations.submit" },
  "app/(portal)/cash-out/new/page.tsx": { path: () => "/cash-out/new", permission: "operations.submit" },
  "app/(portal)/float/page.tsx": { path: () => "/float", permission: "balance.read", in: "distributor" },
  "app/(portal)/float/open/page.tsx": { path: () => "/float/open", permission: "float.accounts" },
  "app/(portal)/float/transfer/page.tsx": { path: () => "/float/transfer", permission: "float.transfer" },
  "app/(portal)/float/withdraw/page.tsx": { path: () => "/float/withdraw", permission: "float.request" },
  "app/(portal)/float/new/page.tsx": { path: () => "/float/new", permission: "float.request" },
  "app/(portal)/notices/page.tsx": { path: () => "/notices", permission: "session" },
  "app/(portal)/operations/(list)/page.tsx": { path: () => "/operations", permission: "operations.read" },
  "app/(portal)/operations/[id]/page.tsx": {
    path: (ids) => `/operations/${ids.operation}`,
    permission: "operations.read",
  },
  "app/(portal)/operations/[id]/reverse/page.tsx": {
    path: (ids) => `/operations/${ids.operation}/reverse`,
    permission: "operations.reverse",
  },
  // Whoever may not change this one reads so.
  "app/(portal)/operations/[id]/edit/page.tsx": {
    path: (ids) => `/operations/${ids.operation}/edit`,
    permission: "operations.read",
  },
  "app/(portal)/people/(list)/page.tsx": { path: () => "/people", permission: "people.read" },
  "app/(portal)/people/[id]/page.tsx": {
    path: (ids) => `/people/${ids.person}`,
    permission: "people.read",
    home: true,
  },
  "app/(portal)/people/invite/page.tsx": { path: () => "/people/invite", permission: "people.change" },
  [`${KEYS}/(list)/page.tsx`]: { path: () => "/settings/api-keys", permission: "api-keys.read" },
  [`${KEYS}/new/page.tsx`]: { path: () => "/settings/api-keys/new", permission: "api-keys.request" },
  [`${KEYS}/[keyId]/(key)/page.tsx`]: { path: key(""), permission: "api-keys.read" },
  // Whoever may not change this one reads so.
  [`${KEYS}/[keyId]/change/page.tsx`]: { path: key("/change"), permission: "api-keys.read" },
  [`${KEYS}/[keyId]/requests/(list)/page.tsx`]: { path: key("/requests"), permission: "api-keys.read" },
  [`${KEYS}/[keyId]/requests/[requestId]/page.tsx`]: {
    path: (ids) => `/settings/api-keys/${ids.apiKey}/requests/${ids.request}`,
    permission: "api-keys.read",
  },
  "app/(portal)/settings/float/page.tsx": { path: () => "/settings/float", permission: "float.mark" },
  "app/(portal)/settings/policies/page.tsx": {
    path: () => "/settings/policies?amount=250000.00&by=key",
    permission: "policies.read",
  },
  "app/(portal)/settings/policies/change/page.tsx": {
    path: () => "/settings/policies/change",
    permission: "policies.change",
  },
  "app/(portal)/settings/permissions/page.tsx": { path: () => "/settings/permissions", permission: "people.read" },
  "app/(portal)/verification/page.tsx": { path: () => "/verification", permission: "verification.read" },

  "app/(issuer)/issuer/(overview)/page.tsx": { path: () => "/issuer", permission: "distributors.read" },
  "app/(issuer)/issuer/approvals/page.tsx": {
    path: (ids) => `/issuer/approvals?open=${ids.operation}`,
    permission: "operations.read",
    in: "issuer",
  },
  "app/(issuer)/issuer/customers/(list)/page.tsx": { path: () => "/issuer/customers", permission: "customers.read" },
  "app/(issuer)/issuer/customers/new/page.tsx": { path: () => "/issuer/customers/new", permission: "customers.change" },
  "app/(issuer)/issuer/distributors/new/page.tsx": {
    path: () => "/issuer/distributors/new",
    permission: "distributors.change",
  },
  "app/(issuer)/issuer/merchants/new/page.tsx": { path: () => "/issuer/merchants/new", permission: "merchants.change" },
  "app/(issuer)/issuer/distributors/(list)/page.tsx": {
    path: () => "/issuer/distributors",
    permission: "distributors.read",
  },
  [`${DISTRIBUTOR}/(profile)/page.tsx`]: { path: distributor(""), permission: "distributors.read" },
  [`${DISTRIBUTOR}/features/page.tsx`]: { path: distributor("/features"), permission: "distributors.change" },
  [`${DISTRIBUTOR}/limits/page.tsx`]: { path: distributor("/limits"), permission: "distributors.change" },
  [`${DISTRIBUTOR}/people/page.tsx`]: { path: distributor("/people"), permission: "distributors.read" },
  [`${DISTRIBUTOR}/float/page.tsx`]: { path: distributor("/float"), permission: "distributors.read" },
  [`${DISTRIBUTOR}/float/return/page.tsx`]: { path: distributor("/float/return"), permission: "float.sell" },
  [`${DISTRIBUTOR}/float/sell/page.tsx`]: { path: distributor("/float/sell"), permission: "float.sell" },
  [`${DISTRIBUTOR}/operations/(list)/page.tsx`]: { path: distributor("/operations"), permission: "distributors.read" },
  [`${DISTRIBUTOR}/operations/[operation]/page.tsx`]: {
    path: (ids) => `/issuer/distributors/${ids.distributor}/operations/${ids.operation}`,
    permission: "distributors.read",
  },
  "app/(issuer)/issuer/merchants/(list)/page.tsx": { path: () => "/issuer/merchants", permission: "merchants.read" },
  "app/(issuer)/issuer/operations/(list)/page.tsx": {
    path: () => "/issuer/operations",
    permission: "operations.read",
    in: "issuer",
  },
  "app/(issuer)/issuer/operations/[id]/page.tsx": {
    path: (ids) => `/issuer/operations/${ids.operation}`,
    permission: "operations.read",
    in: "issuer",
  },
};
