import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import type { Caller, Role } from "@/lib/runtime";
import { type Backstage, goBackstage } from "../backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "../world";
import type { Random } from "./random";
import type { Actor, Holder, Key, Person, State } from "./state";

type Wallet = { readonly accountId: Id<"account"> };

/** A real world and the model of it: what stands at a place of one list of the state stands at the same place of the list here. */
export type Cast = {
  readonly world: World;
  readonly backstage: Backstage;
  readonly state: State;
  readonly distributors: TestDistributor[];
  readonly callers: Caller[];
  readonly people: (TestPerson | null)[];
  readonly keyIds: (Id<"apiKey"> | null)[];
  readonly customers: (Wallet & { readonly id: Id<"customer">; readonly phone: E164 })[];
  readonly merchants: (Wallet & { readonly id: Id<"merchant">; readonly shortCode: string })[];
  readonly operations: Id<"operation">[];
  readonly withdrawals: Id<"withdrawal">[];
  /** What past days are called in the database, and which they were. */
  readonly days: Map<string, string>;
};

const STAFF: readonly (readonly Role[])[] = [
  ["maker"],
  ["maker"],
  ["checker"],
  ["checker"],
  ["maker", "checker"],
  ["maker", "admin"],
  ["viewer"],
];
const CUSTOMERS = 4;
const MERCHANTS = 2;

/** Two distributors with people, keys and floats, and customers and merchants of their issuer. */
export async function castWorld(random: Random): Promise<Cast> {
  const world = await createWorld();
  const backstage = goBackstage(world);
  const state: State = {
    distributors: [],
    actors: [],
    customers: [],
    merchants: [],
    operations: [],
    withdrawals: [],
    audit: new Map(),
    events: new Map(),
    overdue: 0,
    days: 0,
  };
  const cast: Cast = {
    world,
    backstage,
    state,
    distributors: [],
    callers: [],
    people: [],
    keyIds: [],
    customers: [],
    merchants: [],
    operations: [],
    withdrawals: [],
    days: new Map(),
  };
  for (let n = 0; n < 2; n++) await addDistributor(cast, random);
  for (let n = 0; n < CUSTOMERS; n++) {
    const minor = someMoney(random, 5_000_00);
    cast.customers.push(await world.customer(`+23481234500${10 + n}`, minor));
    state.customers.push(holder(minor));
  }
  for (let n = 0; n < MERCHANTS; n++) {
    const shortCode = String(200100 + n);
    const id = await world.merchant(shortCode);
    const [row] = await backstage.sql<{ account: Id<"account"> }[]>`
      select account_id as account from merchants where id = ${id}`;
    if (!row) throw new Error(`no merchant ${id}`);
    cast.merchants.push({ id, shortCode, accountId: row.account });
    state.merchants.push(holder(0n));
  }
  const done = await backstage.sql<{ action: string; rows: number }[]>`
    select action, count(*)::int as rows from audit_entries group by 1`;
  for (const { action, rows } of done) state.audit.set(action, rows);
  return cast;
}

async function addDistributor(cast: Cast, random: Random): Promise<void> {
  const place = cast.distributors.length;
  const float = someMoney(random, 10_000_00);
  const distributor = await cast.world.distributor(float);
  cast.distributors.push(distributor);
  cast.state.distributors.push({
    active: true,
    float: { posted: float, held: 0n },
    transfers: 0,
    used: new Map(),
    keys: new Map(),
  });
  const first = cast.state.actors.length;
  for (const [n, roles] of STAFF.entries()) {
    const name = `${roles.join(" and ")} ${n} of ${place}`;
    const person = await distributor.person(name, [...roles]);
    const stands: Person = { kind: "person", name, distributor: place, roles, now: roles, live: true, member: true };
    add(cast, stands, person.caller, person, null);
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
  const stands: Key = { kind: "key", distributor, maker, performs, ...limits, revoked: false, used: new Map() };
  add(cast, stands, caller, null, row.id);
}

function add(cast: Cast, actor: Actor, caller: Caller, person: TestPerson | null, key: Id<"apiKey"> | null): void {
  cast.state.actors.push(actor);
  cast.callers.push(caller);
  cast.people.push(person);
  cast.keyIds.push(key);
}

function holder(posted: bigint): Holder {
  return { active: true, wallet: { posted, held: 0n } };
}

/** Little, so that money runs out, or so much that only limits and the queue do. */
function someMoney(random: Random, little: number): bigint {
  return BigInt(random.below(random.chance(50) ? little : 100 * little));
}

/** Ends a world. */
export async function strike(cast: Cast): Promise<void> {
  await cast.backstage.close();
  await cast.world.close();
}
