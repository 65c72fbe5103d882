import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { newId, showId } from "@/lib/kernel/ids";
import type { Seat } from "./seats";
import type { Realm, Tenant, World } from "./world";

/** Whose ids are tried: those of the own distributor, of another one of the same issuer, of another issuer's, and of nothing. */
export const WHOSE = ["own", "other", "foreign", "nothing"] as const;
export type Whose = (typeof WHOSE)[number];

/** One of everything that an address or an input can name, as it is shown outside. */
export type Ids = {
  readonly distributor: string;
  /** Pending, with what a decision names of it. */
  readonly operation: string;
  readonly digest: string;
  readonly withdrawal: string;
  readonly session: string;
  readonly person: string;
  readonly customer: string;
  readonly merchant: string;
  readonly phone: string;
  readonly shortCode: string;
  readonly invitation: string;
  /** Of one row; the same for all cells. */
  readonly file: string;
  /** Revealed, and a request that it has sent. */
  readonly apiKey: string;
  readonly request: string;
  /** The float's. */
  readonly account: string;
  /** Bare, as a form sends it. */
  readonly organisation: string;
};

/**
 * Makes ids of somebody's things, each time with a new operation, a new request of the queue, a new colleague and a new key: a cell may use them up.
 * @param who of whose own organisation the person of `own` is: the issuer's staff have people of their own
 */
export async function idsOf(world: World, whose: Whose, who?: Seat): Promise<Ids> {
  switch (whose) {
    case "own":
      return idsOfTenant(world.own, world.realm, who?.kind === "issuer");
    case "other":
      return idsOfTenant(world.other, world.realm);
    case "foreign":
      return idsOfTenant(world.foreign, world.foreignRealm);
    case "nothing":
      return idsOfNothing();
  }
}

async function idsOfTenant(tenant: Tenant, realm: Realm, ofIssuer = false): Promise<Ids> {
  const colleague = await realm.hire(ofIssuer ? realm.id : tenant.id, "viewer");
  const operation = await realm.submit(tenant);
  const key = await realm.key(tenant);
  const file = await realm.file(tenant);
  return {
    distributor: showId("distributor", tenant.id),
    operation: showId("operation", operation),
    digest: await realm.digestOf(operation),
    withdrawal: showId("withdrawal", await realm.withdrawal()),
    session: showId("session", colleague.session),
    person: showId("person", colleague.id),
    customer: showId("customer", realm.customer.id),
    merchant: showId("merchant", realm.merchant.id),
    phone: realm.customer.phone,
    shortCode: realm.merchant.shortCode,
    invitation: tenant.invited.token,
    file: showId("batch", file),
    apiKey: showId("apiKey", key.id),
    request: key.request,
    account: showId("account", tenant.float),
    organisation: ofIssuer ? realm.id : tenant.id,
  };
}

function idsOfNothing(): Ids {
  return {
    distributor: showId("distributor", newId("distributor")),
    operation: showId("operation", newId("operation")),
    digest: randomBytes(32).toString("hex"),
    withdrawal: showId("withdrawal", newId("withdrawal")),
    session: showId("session", newId("session")),
    person: showId("person", newId("person")),
    customer: showId("customer", newId("customer")),
    merchant: showId("merchant", newId("merchant")),
    phone: `+23470${randomInt(10_000_000, 99_999_999)}`,
    shortCode: String(randomInt(10_000_000, 99_999_999)),
    invitation: randomBytes(32).toString("base64url"),
    file: showId("batch", newId("batch")),
    apiKey: showId("apiKey", newId("apiKey")),
    request: randomUUID(),
    account: showId("account", newId("account")),
    organisation: randomUUID(),
  };
}
