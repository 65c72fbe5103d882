import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, cashOut, codeOf, decide, submit, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { inUnit } from "@/db/test/in-unit";
import { putInForce, ruleFor } from "@/db/test/policies";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { type Caller, hashRequest } from "@/lib/runtime";
import { requestWithdrawal } from "@/lib/wallets";
import {
  decideOperation,
  expireOperations,
  listRevisions,
  readOperation,
  readTimeline,
  recallOperation,
  reviseOperation,
} from ".";
import { definitionOf } from "./registry";
import type { Changes } from "./revision-changes";
import { OPERATION_TYPES } from "./schemas";

const FLOAT = 1_000_00n;

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let other: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let second: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let id: Id<"operation">;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(FLOAT);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  other = await a.person("Checker Two", ["checker", "maker"]);
  customer = await world.customer("+2348123450001", 500_00n);
  second = await world.customer("+2348123450002", 50_00n);
});

beforeEach(async () => {
  id = await submit(world, maker.caller, cashIn(100_00n, customer.phone));
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const look = (operation = id) => world.as(maker.caller, (ctx) => readOperation(ctx, operation));
const to = (phone: E164, minor: bigint, memo: string | null = null): Changes => ({
  amount: money(minor, "NGN"),
  to: { phone },
  memo,
});
const revise = (changes: Changes, { by = maker as { caller: Caller }, revision = 1, operation = id, key = "" } = {}) =>
  world.as(by.caller, (ctx) =>
    reviseOperation(ctx, {
      operationId: operation,
      revision,
      changes,
      idempotency: key
        ? {
            surface: "web",
            key,
            requestHash: hashRequest({ ...changes, amount: String(changes.amount.minor) }),
            organisation: a.id,
          }
        : null,
    }),
  );
const held = async () => (await world.balanceOf(a.floatAccountId)).held;
const usedToday = async () => {
  const [row] = await backstage.sql<{ used: string }[]>`
    select coalesce(sum(used_minor), 0)::text as used from limit_counters where subject = ${`distributor:${a.id}`}`;
  return BigInt(row?.used ?? 0);
};
const end = () => world.as(maker.caller, (ctx) => recallOperation(ctx, id));

describe("a maker's change of their pending operation", () => {
  it("is its next revision, with its money and its volume freed and taken anew", async () => {
    const [heldBefore, usedBefore] = [await held(), await usedToday()];
    const before = await look();
    await revise(to(second.phone, 40_00n, "School fees"));
    const after = await look();
    expect(after).toMatchObject({ status: "pending", revision: 2, memo: "School fees", approvals: { given: 0 } });
    expect(after.counterparty).toMatchObject({ id: second.id, phone: second.phone });
    expect(after.digest).not.toBe(before.digest);
    expect(await held()).toBe(heldBefore - 60_00n);
    expect(await usedToday()).toBe(usedBefore - 60_00n);
    await decide(world, checker.caller, id);
    expect(await world.balanceOf(second.accountId)).toEqual({ posted: 90_00n, held: 0n });
    expect(await world.balanceOf(a.floatAccountId)).toMatchObject({ posted: FLOAT - 40_00n });
  });

  it("leaves what it said before on record, and is told in the timeline", async () => {
    const before = await look();
    await revise(to(customer.phone, 90_00n, "One"));
    await revise(to(customer.phone, 80_00n, "Two"), { revision: 2 });
    const said = await world.as(maker.caller, (ctx) => listRevisions(ctx, id));
    expect(said.map(({ revision, amount, memo }) => [revision, amount?.minor, memo])).toEqual([
      [1, 100_00n, null],
      [2, 90_00n, "One"],
    ]);
    expect(said[0]).toMatchObject({
      digest: before.digest,
      madeAt: before.createdAt,
      counterparty: { id: customer.id },
    });
    const events = await world.as(maker.caller, (ctx) => readTimeline(ctx, id));
    expect(events.filter(({ action }) => action === "operation.revised")).toHaveLength(2);
    await end();
  });

  it("lets go of the approvals of the older revision, which stay on record, and has a decision on it refused", async () => {
    await backstage.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update operations set approvals_needed = 2 where id = ${id}`;
    });
    const { revision, digest } = await look();
    await decide(world, checker.caller, id);
    await revise(to(customer.phone, 10_00n));
    expect((await look()).approvals).toEqual({ needed: 1, given: 0, issuers: 0 });
    const late = { operationId: id, revision, digest, decision: "approve", comment: null } as const;
    expect(await codeOf(world.as(other.caller, (ctx) => decideOperation(ctx, late)))).toBe(
      "operations.revision-changed",
    );
    const rows = await backstage.sql`select revision, person_id from operation_decisions where operation_id = ${id}`;
    expect([...rows]).toEqual([{ revision: 1, person_id: checker.id }]);
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
  });

  it("needs whom the policy in force asks for its own amount", async () => {
    const admin = await a.person("Admin", ["admin"]);
    await a.person("Checker Three", ["checker"]);
    const makers = { distributor: a, admin, checker };
    await putInForce(world, makers, [ruleFor({ fromMinor: "20000", approvals: 2 })]);
    expect((await look()).approvals.needed).toBe(1);
    await revise(to(customer.phone, 200_00n));
    expect((await look()).approvals).toMatchObject({ needed: 2, given: 0 });
    await decide(world, checker.caller, id);
    await revise(to(customer.phone, 199_00n), { revision: 2 });
    expect((await look()).approvals).toMatchObject({ needed: 1, given: 0 });
    await putInForce(world, makers, []);
    await end();
  });

  it("of a cash-out holds another customer's money instead", async () => {
    id = await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 30_00n }, "R-1"));
    const [one, two] = [await world.balanceOf(customer.accountId), await world.balanceOf(second.accountId)];
    await revise(to(second.phone, 20_00n));
    expect(await world.balanceOf(customer.accountId)).toEqual({ ...one, held: one.held - 30_00n });
    expect(await world.balanceOf(second.accountId)).toEqual({ ...two, held: two.held + 20_00n });
    expect(await look()).toMatchObject({ reference: "R-1", fulfilmentType: "cash" });
    await decide(world, checker.caller, id);
    expect(await world.balanceOf(second.accountId)).toEqual({ posted: two.posted - 20_00n, held: two.held });
  });

  it("may ask for all that its own hold and the float have, and no more: a refused one leaves it as it was", async () => {
    const before = await look();
    const { posted, held: reserved } = await world.balanceOf(a.floatAccountId);
    const most = posted - reserved + 100_00n;
    const used = await usedToday();
    expect(await codeOf(revise(to(customer.phone, most + 1n)))).toBe("ledger.insufficient-float");
    expect(await codeOf(revise(to("+2348199999999" as E164, 1n)))).toBe("wallets.unknown-phone");
    expect(await look()).toEqual(before);
    expect([await held(), await usedToday()]).toEqual([reserved, used]);
    await revise(to(customer.phone, most));
    expect(await held()).toBe(posted);
    await end();
  });

  it("is bound by the distributor's limits, of which it gives back what it took", async () => {
    const used = await usedToday();
    await backstage.sql`update distributors set max_daily_minor = ${String(used + 5_00n)}, max_amount_minor = 105_00 where id = ${a.id}`;
    expect(await codeOf(revise(to(customer.phone, 105_01n)))).toBe("limits.distributor-per-transaction-exceeded");
    await backstage.sql`update distributors set max_amount_minor = null where id = ${a.id}`;
    expect(await codeOf(revise(to(customer.phone, 105_01n)))).toBe("limits.distributor-daily-volume-exceeded");
    expect(await codeOf(revise(to(customer.phone, 105_00n)))).toBe("accepted");
    await backstage.sql`update distributors set max_daily_minor = null where id = ${a.id}`;
    await end();
    expect(await usedToday()).toBe(used - 100_00n);
  });

  it("lives as long as a new one, and is freed with all that it holds when it expires", async () => {
    const before = await look();
    await revise(to(customer.phone, 77_00n));
    expect((await look()).expiresAt.getTime()).toBeGreaterThan(before.expiresAt.getTime());
    const reserved = await held();
    await backstage.expire(id);
    await world.as(world.system, (ctx) => expireOperations(ctx, 100));
    expect(await held()).toBe(reserved - 77_00n);
  });
});

describe("sent again after a lost answer", () => {
  it("it is one revision, and every answer is that or to ask again", async () => {
    const key = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => codeOf(revise(to(customer.phone, 33_00n), { key }))),
    );
    expect(Object.keys(tally(answers)).filter((code) => code !== "idempotency.in-progress")).toEqual(["accepted"]);
    expect(await codeOf(revise(to(customer.phone, 33_00n), { key }))).toBe("accepted");
    expect((await look()).revision).toBe(2);
    expect(await codeOf(revise(to(customer.phone, 34_00n), { key }))).toBe("idempotency.key-reused");
    await end();
  });
});

describe("nobody changes", () => {
  it("what somebody else or a key has made, whatever their roles", async () => {
    expect(await codeOf(revise(to(customer.phone, 1_00n), { by: other }))).toBe("operations.not-maker");
    expect(await codeOf(revise(to(customer.phone, 1_00n), { by: checker }))).toBe("auth.forbidden");
    const key = await a.key(maker);
    const byKey = await submit(world, key, cashIn(1_00n, customer.phone));
    expect(await codeOf(revise(to(customer.phone, 2_00n), { operation: byKey }))).toBe("operations.not-revisable");
    expect(await codeOf(revise(to(customer.phone, 2_00n), { operation: byKey, by: { caller: key } }))).toBe(
      "api-keys.permission-missing",
    );
    const b = await world.distributor(1_00n);
    const stranger = await b.person("Maker of B", ["maker"]);
    expect(await codeOf(revise(to(customer.phone, 1_00n), { by: stranger }))).toBe("operations.not-found");
    await end();
  });

  it("what fulfils a queued request, whose customer has said the amount", async () => {
    const wish = { phone: customer.phone, amount: money(5_00n, "NGN") };
    const withdrawal = await world.asOwner((ctx) => requestWithdrawal(ctx, wish));
    const operation = await submit(world, maker.caller, cashOut({ withdrawal }));
    expect(await codeOf(revise(to(customer.phone, 4_00n), { operation }))).toBe("operations.not-revisable");
  });

  it("what a customer was asked for, or, once customers are asked, would have to be", async () => {
    const unasked = await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 5_00n }));
    const setOff = (features: string[]) =>
      backstage.sql`update distributors set features_off = ${features} where id = ${a.id}`;
    const [before] = await backstage.sql<
      { off: string[] }[]
    >`select features_off as off from distributors where id = ${a.id}`;
    await setOff([]);
    const asked = await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 5_00n }));
    for (const operation of [unasked, asked]) {
      expect(await codeOf(revise(to(second.phone, 4_00n), { operation }))).toBe("operations.not-revisable");
    }
    await setOff(before?.off ?? []);
    expect(await codeOf(revise(to(customer.phone, 4_00n), { operation: unasked }))).toBe("accepted");
    await world.as(maker.caller, (ctx) => recallOperation(ctx, unasked));
    await world.as(maker.caller, (ctx) => recallOperation(ctx, asked));
  });

  it("nothing, or a revision that they have not read", async () => {
    expect(await codeOf(revise(to(customer.phone, 100_00n)))).toBe("operations.nothing-changed");
    await revise(to(customer.phone, 99_00n));
    expect(await codeOf(revise(to(customer.phone, 98_00n)))).toBe("operations.revision-changed");
    await end();
  });

  it("what has ended or whose time has run out", async () => {
    await decide(world, checker.caller, id, "reject");
    expect(await codeOf(revise(to(customer.phone, 1_00n)))).toBe("operations.already-decided");
    id = await submit(world, maker.caller, cashIn(1_00n, customer.phone));
    await backstage.expire(id);
    expect(await codeOf(revise(to(customer.phone, 2_00n)))).toBe("operations.expired");
  });

  it("while the distributor is suspended, or once they are no maker any more", async () => {
    await backstage.suspend("distributors", a.id);
    expect(await codeOf(revise(to(customer.phone, 1_00n)))).toBe("organisations.distributor-suspended");
    await backstage.reinstate("distributors", a.id);
    await backstage.setRoles(maker, ["viewer"]);
    expect(await codeOf(revise(to(customer.phone, 1_00n)))).toBe("auth.forbidden");
    await backstage.setRoles(maker, ["maker"]);
    await end();
  });
});

it("of a change and an approval at once one wins, time and again: nothing else moves than what the checker has read", async () => {
  for (let round = 0; round < 10; round++) {
    id = await submit(world, maker.caller, cashIn(2_00n, customer.phone));
    const { revision, digest } = await look();
    const before = await world.balanceOf(a.floatAccountId);
    const [revised, approved] = await Promise.all([
      codeOf(revise(to(customer.phone, 1_00n))),
      codeOf(
        world.as(checker.caller, (ctx) =>
          decideOperation(ctx, { operationId: id, revision, digest, decision: "approve", comment: null }),
        ),
      ),
    ]);
    expect([revised, approved]).toEqual(
      approved === "accepted"
        ? ["operations.already-decided", "accepted"]
        : ["accepted", "operations.revision-changed"],
    );
    const after = await world.balanceOf(a.floatAccountId);
    expect(after).toEqual(
      approved === "accepted"
        ? { posted: before.posted - 2_00n, held: before.held - 2_00n }
        : { posted: before.posted, held: before.held - 1_00n },
    );
    if (revised === "accepted") await end();
  }
});

it("of 20 changes of one revision at once exactly one is taken", async () => {
  const before = await held();
  const codes = await Promise.all(
    Array.from({ length: 20 }, (_, n) => codeOf(revise(to(customer.phone, BigInt(n + 1) * 1_00n)))),
  );
  expect(tally(codes)).toEqual({ accepted: 1, "operations.revision-changed": 19 });
  const { amount, revision } = await look();
  expect(revision).toBe(2);
  expect(await held()).toBe(before - 100_00n + (amount?.minor ?? 0n));
});

it("SQL and the registry name the same types as those that may be changed", async () => {
  const rows = await backstage.sql<{ type: string }[]>`
    select t.type from unnest(${[...OPERATION_TYPES]}::text[]) as t(type)
     where is_revisable(jsonb_populate_record(null::operations, jsonb_build_object('type', t.type, 'source', 'web')))`;
  const revisable = OPERATION_TYPES.filter((type) => definitionOf(type).revise !== null);
  expect(rows.map(({ type }) => type).sort()).toEqual([...revisable].sort());
});

describe("in SQL as the application's role, in a unit of its own,", () => {
  let app: postgres.Sql;
  beforeAll(() => {
    app = postgres(world.urls.appUrl, { max: 1 });
  });
  afterAll(() => app.end());

  /** A next revision with whatever is said, by a person's session. */
  const inSql = (by: Pick<TestPerson, "id" | "sessionId" | "proof">, said: Record<string, unknown> = {}) =>
    inUnit(app, { issuerId: world.issuerId, organisation: a.id }, async (tx, unit) => {
      const [row] = await tx<{ outcome: string }[]>`
        select r.outcome from operations o, lateral operations_revise(${world.issuerId}, ${unit}, ${a.id}, o.id, o.revision, ${by.id}, ${by.sessionId},
          decode(${by.proof}, 'hex'), to_jsonb(o) || ${tx.json(said as never)}::jsonb) r where o.id = ${id}`;
      return row?.outcome;
    }).catch((error) => error.code);

  it("nobody else's request is changed, and the maker's not without their session's proof", async () => {
    expect(await inSql(other)).toBe("not-maker");
    expect(await inSql({ ...maker, proof: other.proof })).toBe("forbidden");
    expect(await inSql({ ...maker, sessionId: other.sessionId, proof: other.proof })).toBe("forbidden");
  });

  it("the maker's says nothing that its money is not held for: not the old hold, not another's, none at all", async () => {
    const another = await submit(world, maker.caller, cashIn(1_00n, customer.phone));
    const { hold } = (
      await backstage.sql<{ hold: string }[]>`
      select hold_id as hold from operations where id = ${another}`
    )[0] ?? { hold: "" };
    for (const said of [{ amount_minor: 1 }, {}, { hold_id: hold, amount_minor: 1_00 }, { hold_id: null }]) {
      expect(await inSql(maker, said)).toBe("PU004");
    }
    await end();
  });
});
