import type { Id } from "@/lib/kernel/ids";
import type { Role } from "@/lib/runtime";
import { goBackstage } from "../backstage";
import { openConsents } from "../consents";
import { createWorld } from "../world";
import type { Cast } from "./cast";
import { addCustomer, addDistributor, addPerson, holder, someMoney } from "./hire";
import type { Random } from "./random";
import { ISSUER, type State } from "./state";

const ISSUER_STAFF: readonly (readonly Role[])[] = [["checker"], ["checker", "admin"]];
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
    delegations: [],
    inPlace: [],
    asked: new Map(),
    volumes: new Map(),
    audit: new Map(),
    events: new Map(),
    overdue: 0,
    days: 0,
    week: [],
    couldSpend: null,
  };
  const cast: Cast = {
    world,
    backstage,
    state,
    distributors: [],
    callers: [],
    people: [],
    authenticators: [],
    keyIds: [],
    customers: [],
    merchants: [],
    operations: [],
    withdrawals: [],
    delegations: [],
    consents: openConsents(world),
    sms: new Map(),
    days: new Map(),
  };
  for (let n = 0; n < 2; n++) await addDistributor(cast, random);
  for (const [n, roles] of ISSUER_STAFF.entries()) {
    const name = `${roles.join(" and ")} ${n} of the issuer`;
    await addPerson(cast, name, ISSUER, roles, await world.staff(name, [...roles]));
  }
  for (let n = 0; n < CUSTOMERS; n++) await addCustomer(cast, `+23481234500${10 + n}`, someMoney(random, 5_000_00));
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
