import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { claimInSql } from "@/db/test/claim-in-sql";
import { inUnit } from "@/db/test/in-unit";
import { randomOf } from "@/db/test/model/random";
import { type ByHand, byHand } from "@/db/test/people";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import type { Role } from "@/lib/runtime";
import { findBlocked } from ".";
import { readOperation } from "./read-operation";

const CASES = 60;

let world: World;
let hand: ByHand;
let superuser: postgres.Sql;
let app: postgres.Sql;
let phone: E164;

beforeAll(async () => {
  world = await createWorld();
  hand = byHand(world);
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
  app = postgres(world.urls.appUrl, { max: 1 });
  phone = (await world.customer("+2348123450001")).phone;
});

afterAll(async () => {
  await Promise.all([hand.end(), superuser.end(), app.end()]);
  await world.close();
});

type Someone = TestPerson & { readonly desk: string };
const ROLES: Role[][] = [["checker"], ["checker"], ["admin"], ["checker", "admin"], ["maker", "checker"], ["viewer"]];

/** Whether some people, one after the other, could complete an operation: each order of them is tried as they would, and taken back. */
async function couldComplete(
  id: Id<"operation">,
  people: readonly Someone[],
  before: readonly Someone[] = [],
): Promise<boolean> {
  for (const next of people.filter((person) => !before.includes(person))) {
    const order = [...before, next];
    const outcome = await inUnit(app, { issuerId: world.issuerId, organisation: "*" }, async (tx, unit) => {
      let last: string | undefined;
      for (const by of order)
        last = (await claimInSql(tx, unit, { issuerId: world.issuerId, desk: by.desk }, id, by))[0]?.outcome;
      return last;
    });
    if (outcome === "claimed") return true;
    if (outcome === "recorded" && (await couldComplete(id, people, order))) return true;
  }
  return false;
}

it("is blocked what no people complete in any order, and nothing else, in cases of all kinds", {
  timeout: 180_000,
}, async () => {
  const seed = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
  const { below: random, chance, pick: some } = randomOf(seed);
  const wrong: unknown[] = [];
  const seen = { blocked: 0, free: 0 };
  for (let n = 0; n < CASES; n++) {
    await superuser`update memberships set status = 'suspended' where organisation_id = ${world.issuerId}`;
    const d = await world.distributor(1_000_000_00n);
    const maker = await d.person("Maker", chance(30) ? ["maker", "checker"] : ["maker"]);
    const people: Someone[] = [{ ...maker, desk: d.id }];
    for (let k = 2 + random(3); k > 0; k--) people.push({ ...(await d.person("Own", some(ROLES))), desk: d.id });
    for (let k = random(3); k > 0; k--)
      people.push({ ...(await world.staff("Issuer's", ["checker"])), desk: world.issuerId });
    const id = await ask(maker, n);
    const needed = 1 + random(3);
    const roles = some<Role[]>([["checker"], ["checker"], ["admin"], ["checker", "admin"]]);
    await superuser.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update operations set approvals_needed = greatest(${needed}::int, issuer_approvals + 1), decider_roles = ${roles}::text[] where id = ${id}`;
    });
    if (needed > 1 && chance(60))
      for (const by of people.slice(1, 2 + random(2))) await codeOf(decide(world, by.caller, id));
    for (let k = random(3); k > 0; k--) {
      const [a, b] = [some(people), some(people)];
      if (a.id === b.id) continue;
      if (chance(50)) await inHand(a, b);
      else if (a.desk === b.desk) await standsIn(a, b);
    }
    for (const person of people) {
      if (chance(10)) await superuser`update memberships set status = 'suspended' where person_id = ${person.id}`;
      if (chance(10))
        await superuser`update memberships set roles = ${some(ROLES)}::text[] where person_id = ${person.id}`;
    }
    const found = await world.as(maker.caller, async (ctx) => {
      const view = await readOperation(ctx, id);
      return view.status === "pending" ? { blocked: (await findBlocked(ctx, [view])).get(id) ?? null } : null;
    });
    if (!found) continue;
    const complete = await couldComplete(id, people);
    seen[complete ? "free" : "blocked"]++;
    if (complete !== (found.blocked === null)) wrong.push({ n, complete, ...found });
  }
  expect({ seed, wrong }).toEqual({ seed, wrong: [] });
  expect(Math.min(seen.blocked, seen.free), JSON.stringify({ seed, seen })).toBeGreaterThan(5);
});

function ask(maker: TestPerson, n: number): Promise<Id<"operation">> {
  if (n % 3) return submit(world, maker.caller, cashIn(1_00n, phone));
  const input = { type: "float-request", amount: money(1_00n, "NGN"), reference: `Payment ${n}`, memo: null } as const;
  return submit(world, maker.caller, { input, idempotency: null });
}

const inHand = (person: Someone, by: Someone) =>
  hand.write(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id)
              values ('${person.id}', '${by.id}', UNIT, 'totp-reset', gen_random_uuid())`);

const standsIn = (delegate: Someone, away: Someone) =>
  hand.write(`insert into delegations (issuer_id, id, organisation_id, delegator_id, delegate_id, roles, starts_at, ends_at, operation_id, unit_id)
              values (UNIT, '${newId("delegation")}', '${away.desk}', '${away.id}', '${delegate.id}', '${delegated(away)}', now() - interval '1 minute',
                      now() + interval '1 day', gen_random_uuid(), UNIT)`);

/** Delegated are roles that decide; what of them the other one still has is asked when it counts. */
const delegated = ({ desk }: Someone) => (desk === world.issuerId ? "{checker}" : "{admin,checker}");
