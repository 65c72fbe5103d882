import { newId } from "@/lib/kernel/ids";
import { isAllowed, type Permission, type Principal } from "@/lib/runtime";
import type { Member, Realm, Tenant, World } from "./world";

/** Who tries. Nobody has neither a session nor a key. */
export type Seat = {
  readonly name: string;
  readonly kind: "distributor" | "issuer" | "key" | "nobody";
  readonly headers: Readonly<Record<string, string>>;
  readonly member: Member | null;
  readonly tenant: Tenant | null;
  readonly realm: Realm;
  readonly principal: Principal | null;
};

/** The people of the first distributor and of its issuer, the keys of both distributors, and nobody. */
export function seatsOf({ own, other, realm }: World): Seat[] {
  return [
    ...own.people.map((member) => seatOf(member, own, realm)),
    ...realm.staff.map((member) => seatOf(member, null, realm)),
    keySeat("key of own", own, realm),
    keySeat("key of other", other, realm),
    { name: "nobody", kind: "nobody", headers: {}, member: null, tenant: null, realm, principal: null },
  ];
}

/** The seat of somebody of a distributor, or of the issuer itself. */
export function seatOf(member: Member, tenant: Tenant | null, realm: Realm): Seat {
  const kind = tenant ? "distributor" : "issuer";
  return {
    name: `${kind}'s ${member.role}`,
    kind,
    headers: { cookie: `portal.session=${member.token}` },
    member,
    tenant,
    realm,
    principal: {
      kind: "user",
      personId: member.id,
      sessionId: member.session,
      sessionProof: "",
      name: "",
      issuerId: realm.id,
      organisationId: tenant?.id ?? realm.id,
      organisationKind: kind,
      roles: [member.role],
    },
  };
}

function keySeat(name: string, tenant: Tenant, realm: Realm): Seat {
  const principal: Principal = {
    kind: "api-key",
    keyId: newId("apiKey"),
    label: "",
    makerId: newId("person"),
    issuerId: realm.id,
    organisationId: tenant.id,
    permissions: ["read-balance", "read-transactions", "perform-operations"],
    maxAmountMinor: null,
    maxDailyMinor: null,
    refusal: null,
    proof: "",
  };
  return {
    name,
    kind: "key",
    headers: { authorization: `Bearer ${tenant.key}` },
    member: null,
    tenant,
    realm,
    principal,
  };
}

/** The same for what reads sessions only: there a key is nobody, and all keys are. */
export function peopleOf(world: World): Seat[] {
  return seatsOf(world).filter(({ name }) => name !== "key of other");
}

/** Whether the table of permissions lets somebody in a session do a thing; keys have no sessions. */
export function mayAsPerson({ principal }: Seat, permission: Permission): boolean {
  return principal?.kind === "user" && isAllowed(principal, permission);
}

/** Whether somebody can be seen at all by whom a page or an action asks for: a live session. */
export function isSignedIn({ kind }: Seat): boolean {
  return kind === "distributor" || kind === "issuer";
}
