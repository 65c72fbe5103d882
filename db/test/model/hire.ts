import { randomBytes } from "node:crypto";
import { listWallets } from "@/lib/identity";
import { hashSessionToken } from "@/lib/identity/hashes";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Caller, Role } from "@/lib/runtime";
import { giveAuthenticator } from "../authenticator";
import type { TestPerson } from "../world";
import type { Cast } from "./cast";
import { atTheDoor } from "./doors";
import type { Random } from "./random";
import type { Actor, Holder, Key, Person } from "./state";

const STAFF: readonly (readonly Role[])[] = [
  ["maker"],
  ["maker"],
  ["checker"],
  ["checker"],
  ["maker", "checker"],
  ["maker", "admin"],
  ["viewer"],
  ["admin"],
];

/** A distributor with float, people and keys. */
export async function addDistributor(cast: Cast, random: Random): Promise<void> {
  const place = cast.distributors.length;
  const float = someMoney(random, 10_000_00);
  const asks = random.chance(75);
  const distributor = await cast.world.distributor(float, asks ? "on" : "off");
  cast.distributors.push(distributor);
  cast.state.distributors.push({
    active: true,
    off: asks ? [] : ["consent"],
    most: { amount: null, day: null, week: null },
    policies: [],
    float: { posted: float, held: 0n },
    transfers: 0,
    keys: new Map(),
  });
  const first = cast.state.actors.length;
  for (const [n, roles] of STAFF.entries()) {
    const name = `${roles.join(" and ")} ${n} of ${place}`;
    await addPerson(cast, name, place, roles, await distributor.person(name, [...roles]));
  }
  const limited = {
    maxAmount: BigInt(500_00 + random.below(500_00)),
    maxDaily: BigInt(1_000_00 + random.below(2_000_00)),
  };
  await addKey(cast, place, first, { maxAmount: null, maxDaily: null }, true);
  await addKey(cast, place, first + random.below(2), limited, true);
  await addKey(cast, place, first + 4, { maxAmount: null, maxDaily: limited.maxDaily }, true);
  await addKey(cast, place, first + 1, limited, false);
}

/** A person of a distributor or the issuer, with an authenticator. */
export async function addPerson(
  cast: Cast,
  name: string,
  distributor: number,
  roles: readonly Role[],
  person: TestPerson,
): Promise<void> {
  const stands: Person = { kind: "person", name, distributor, roles, now: roles, live: true, member: true };
  add(cast, stands, atTheDoor(person.caller), person, null);
  cast.authenticators[cast.state.actors.length - 1] = await giveAuthenticator(cast.world, person);
}

/** A customer with money, who has signed in to their wallet. */
export async function addCustomer(cast: Cast, text: string, minor: bigint): Promise<void> {
  const { sql } = cast.backstage;
  const customer = await cast.world.customer(text, minor);
  const token = randomBytes(32).toString("base64url");
  await sql`insert into wallet_sessions (id, token_hash, phone, expires_at)
            values (${newId("session")}, ${hashSessionToken(token)}, ${customer.phone}, now() + interval '1 day')`;
  const [wallet] = await listWallets(token);
  if (!wallet) throw new Error(`${customer.phone} has no wallet`);
  cast.customers.push({ ...customer, own: { token, wallet } });
  cast.state.customers.push(holder(minor));
}

async function addKey(
  cast: Cast,
  distributor: number,
  maker: number,
  limits: { readonly maxAmount: bigint | null; readonly maxDaily: bigint | null },
  performs: boolean,
): Promise<void> {
  const { sql } = cast.backstage;
  const madeBy = cast.people[maker];
  if (!madeBy) throw new Error(`actor ${maker} makes no keys`);
  const caller = await cast.distributors[distributor]?.key(madeBy, {
    ...(limits.maxAmount === null ? {} : { maxAmountMinor: limits.maxAmount }),
    ...(limits.maxDaily === null ? {} : { maxDailyMinor: limits.maxDaily }),
  });
  const [row] = await sql<{ id: Id<"apiKey"> }[]>`select id from api_keys order by created_at desc, id desc limit 1`;
  if (!caller || !row) throw new Error("no key was made");
  if (!performs) await sql`update api_keys set permissions = '{read-balance}' where id = ${row.id}`;
  const stands: Key = { kind: "key", distributor, maker, performs, ...limits, revoked: false };
  add(cast, stands, caller, null, row.id);
}

function add(cast: Cast, actor: Actor, caller: Caller, person: TestPerson | null, key: Id<"apiKey"> | null): void {
  cast.state.actors.push(actor);
  cast.callers.push(caller);
  cast.people.push(person);
  cast.authenticators.push(null);
  cast.keyIds.push(key);
}

/** A holder of a wallet. */
export function holder(posted: bigint): Holder {
  return { active: true, wallet: { posted, held: 0n } };
}

/** Little, so that money runs out, or so much that only limits and the queue do. */
export function someMoney(random: Random, little: number): bigint {
  return BigInt(random.below(random.chance(50) ? little : 100 * little));
}
