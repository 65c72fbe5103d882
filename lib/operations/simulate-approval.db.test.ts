import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cashIn, cashOut } from "@/db/test/acts";
import { makeFile } from "@/db/test/files";
import { type Random, randomOf } from "@/db/test/model/random";
import { openAccount, ownTransfer } from "@/db/test/own-accounts";
import { putInForce, ruleFor } from "@/db/test/policies";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { isCovered, POLICY_TYPES, type PolicyRule, type PolicyType, SOURCES_OF } from "@/lib/kernel/policy-terms";
import { type Caller, runEachTogether } from "@/lib/runtime";
import { readOperation } from "./read-operation";
import { type Imagined, simulateApproval } from "./simulate-approval";
import { submissions } from "./submit-operations";

const POLICIES = 20;
const EACH = 50;
/** Edges of bands, so that amounts meet them often. */
const EDGES = [0, 1, 100, 5_000, 25_000, 100_000];

/** Where operations of each type come from; files are of cash-ins. */
const MADE: Readonly<Record<PolicyType, readonly Imagined["source"][]>> = {
  "cash-in": ["web", "api", "bulk"],
  "cash-out-fulfillment": ["web", "api"],
  "own-transfer": ["web"],
};

let world: World;
let d: TestDistributor;
let maker: TestPerson;
let admin: TestPerson;
let checker: TestPerson;
let key: Caller;
let phone: E164;
let till: Id<"account">;

beforeAll(async () => {
  world = await createWorld();
  d = await world.distributor(1_000_000_000_00n);
  maker = await d.person("Maker", ["maker"]);
  key = await d.key(maker);
  admin = await d.person("Admin", ["admin"]);
  checker = await d.person("Checker", ["checker"]);
  for (const name of ["Second", "Third"]) await d.person(name, ["checker", "admin"]);
  phone = (await world.customer("+2348123450001", 1_000_000_000_00n)).phone;
  till = await openAccount(world, { distributor: d, admin, checker }, "Till");
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

function anyRules(random: Random): PolicyRule[] {
  const rules: PolicyRule[] = [];
  for (let n = random.below(8); n > 0; n--) {
    const from = random.below(EDGES.length);
    const to = random.chance(40) ? undefined : EDGES[from + 1 + random.below(EDGES.length)];
    const type = random.pick(POLICY_TYPES);
    const rule = ruleFor({
      type,
      source: random.pick(SOURCES_OF[type]),
      fromMinor: String(EDGES[from]),
      toMinor: to === undefined ? null : String(to),
      approvals: 1 + random.below(2),
      roles: random.pick([["checker"], ["admin"], ["checker", "admin"]] as const),
      stepUp: random.chance(50),
      expiresInSeconds: 300 + random.below(100_000),
    });
    if (!rules.some((earlier) => isCovered(rule, earlier))) rules.push(rule);
  }
  return rules;
}

function anyOperation(random: Random): Imagined {
  const amount = Math.max(1, random.pick(EDGES) + random.pick([-1, 0, 1, 777]));
  const type = random.pick(POLICY_TYPES);
  return { type, amountMinor: BigInt(amount), source: random.pick(MADE[type]) };
}

/** The rule that counts, found the plain way. */
const expected = (rules: readonly PolicyRule[], { type, amountMinor, source }: Imagined) =>
  rules.findIndex(
    (rule) =>
      rule.type === type &&
      (rule.source === "any" || rule.source === (source === "api" ? "key" : source)) &&
      amountMinor >= BigInt(rule.fromMinor) &&
      (rule.toMinor === null || amountMinor < BigInt(rule.toMinor)),
  );

type Ids = (Id<"operation"> | undefined)[];

/** Makes them all: on screen, by a key, or, those of a file, with a file. */
async function makeAll(imagined: readonly Imagined[]): Promise<Ids> {
  const of = (source: Imagined["source"]) => imagined.filter((one) => one.source === source);
  const rows = of("bulk").map(({ amountMinor }) => [phone, formatAmount(money(amountMinor, "NGN"))]);
  const made = {
    web: await makeBy(maker.caller, of("web")),
    api: await makeBy(key, of("api")),
    bulk: rows.length > 0 ? await makeFile(world, maker, rows) : [],
  };
  return imagined.map((one) => made[one.source][of(one.source).indexOf(one)]);
}

function requestOf(type: PolicyType, minor: bigint) {
  if (type === "own-transfer") return ownTransfer(d.floatAccountId, till, minor);
  return type === "cash-in" ? cashIn(minor, phone) : cashOut({ phone, minor });
}

async function makeBy(caller: Caller, asked: readonly Imagined[]): Promise<Ids> {
  const inputs = asked.map(({ type, amountMinor }) => requestOf(type, amountMinor));
  const made = await runEachTogether(submissions, caller, { requestId: "test" }, inputs);
  return made.map((outcome) => (outcome.ok ? outcome.value.operationId : undefined));
}

it(`the simulator says of ${POLICIES * EACH} random operations what they need once they are made`, async () => {
  const seed = randomInt(2 ** 31);
  const random = randomOf(seed);
  let fitting = 0;
  for (let version = 1; version <= POLICIES; version++) {
    // One that differs from the last in any case: a change of nothing is refused.
    const rules = [ruleFor({ source: "bulk", fromMinor: String(10_000_000 + version) }), ...anyRules(random)];
    await putInForce(world, { distributor: d, admin, checker }, rules);
    const imagined = Array.from({ length: EACH }, () => anyOperation(random));
    const made = await makeAll(imagined);
    for (const [n, one] of imagined.entries()) {
      const operationId = made[n];
      if (!operationId) throw new Error(`seed ${seed}: not made`);
      const [said, { approvals, asks, createdAt, expiresAt }] = await world.as(admin.caller, async (ctx) => [
        await simulateApproval(ctx, { distributorId: d.id, imagined: one }),
        await readOperation(ctx, operationId),
      ]);
      const seconds = (expiresAt.getTime() - createdAt.getTime()) / 1000;
      const { rule, ...needs } = said;
      const engine = { ...asks, approvals: approvals.needed, expiresInSeconds: seconds };
      expect({ seed, one, ...engine }).toEqual({
        seed,
        one,
        policy: needs.version,
        roles: needs.roles,
        stepUp: needs.stepUp,
        approvals: needs.approvals,
        expiresInSeconds: needs.expiresInSeconds,
      });
      expect({ seed, one, rule }).toEqual({ seed, one, rule: expected(rules, one) + 1 || null });
      if (rule !== null) fitting++;
    }
  }
  expect(fitting, `seed ${seed}`).toBeGreaterThan((POLICIES * EACH) / 10);
}, 120_000);
