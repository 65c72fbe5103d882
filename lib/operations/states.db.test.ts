import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { databaseError, run } from "@/lib/runtime";
import { decideOperation, expireOperations, readOperation, recallOperation, reviseOperation, undoApproval } from ".";
import { EDGES, STATUSES, type Status } from "./states";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
const made = new Map<Status, Id<"operation">>();

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(10_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  customer = await world.customer("+2348123450001");
  for (const status of STATUSES) made.set(status, await inState(status));
});

afterAll(async () => {
  // What was made by hand stands in no audit; nothing else is wrong.
  const violations = (await world.violations()) as { subject: string }[];
  expect([...new Set(violations.map(({ subject }) => subject))]).toEqual([of("executing")]);
  await backstage.close();
  await world.close();
});

const look = (id: Id<"operation">) => world.as(maker.caller, (ctx) => readOperation(ctx, id));

async function decide(id: Id<"operation">, decision: "approve" | "reject") {
  const { revision, digest } = await look(id);
  const input = { operationId: id, revision, digest, decision, comment: "No" };
  return world.as(checker.caller, (ctx) => decideOperation(ctx, input));
}

const VERBS: Readonly<Record<string, (id: Id<"operation">) => Promise<unknown>>> = {
  approve: (id) => decide(id, "approve"),
  reject: (id) => decide(id, "reject"),
  recall: (id) => world.as(maker.caller, (ctx) => recallOperation(ctx, id)),
  revise: async (id) => {
    const { revision } = await look(id);
    const changes = { amount: money(9_00n, "NGN"), to: { phone: customer.phone }, memo: "Another" };
    return world.as(maker.caller, (ctx) =>
      reviseOperation(ctx, { operationId: id, revision, changes, idempotency: null }),
    );
  },
  undo: async (id) => {
    const { revision } = await look(id);
    return world.as(checker.caller, (ctx) => undoApproval(ctx, { operationId: id, revision }));
  },
  expire: async (id) => {
    await backstage.expire(id);
    return world.as(world.system, (ctx) => expireOperations(ctx, 100));
  },
};

/** Makes an operation and takes it to a state by the verbs; `executing`, which no local type has, by hand. */
async function inState(status: Status): Promise<Id<"operation">> {
  const id = await submit(world, maker.caller, cashIn(10_00n, customer.phone));
  if (status === "completed") await VERBS.approve?.(id);
  if (status === "rejected") await VERBS.reject?.(id);
  if (status === "cancelled") await VERBS.recall?.(id);
  if (status === "expired") await VERBS.expire?.(id);
  if (status === "failed") {
    await backstage.suspend("customers", customer.id);
    await VERBS.approve?.(id);
    await backstage.reinstate("customers", customer.id);
  }
  if (status === "executing") {
    await backstage.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into operation_decisions
                 (issuer_id, operation_id, revision, person_id, organisation_id, desk_id, maker_id, decision, session_id, unit_id)
               select issuer_id, id, revision, ${checker.id}, organisation_id, organisation_id, maker_id, 'approve', ${checker.sessionId}, unit_id
                 from operations where id = ${id}`;
      await tx`update operations set status = 'executing', approvals_given = 1 where id = ${id}`;
    });
  }
  expect((await look(id)).status).toBe(status);
  return id;
}

const of = (status: Status): Id<"operation"> => {
  const id = made.get(status);
  if (!id) throw new Error(`no operation is ${status}`);
  return id;
};

/** An UPDATE by the owner of the tables, in a proper unit of work that is rolled back: the SQLSTATE, or `done`. */
async function asOwner(id: Id<"operation">, change: string): Promise<string> {
  try {
    await run(world.system, { requestId: "test", database: world.owner }, async (ctx) => {
      await ctx.tx.execute(sql.raw(`update operations set unit_id = app_unit(), ${change} where id = '${id}'`));
      throw new Error("rolled back");
    });
  } catch (error) {
    if (error instanceof Error && error.message === "rolled back") return "done";
    return databaseError(error)?.code ?? String(error);
  }
  return "committed";
}

const ENDS = STATUSES.filter((status) => status !== "pending");

describe.each(ENDS)("an operation that is %s", (status) => {
  it.each(Object.keys(VERBS))("stays so, and moves nothing, when somebody tries to %s it", async (verb) => {
    const before = await world.balanceOf(a.floatAccountId);
    const expected =
      verb === "expire"
        ? "accepted"
        : status === "executing"
          ? /^operations\./
          : /^operations\.(not-pending|already-decided)$/;
    expect(await codeOf(VERBS[verb]?.(of(status)) ?? Promise.reject())).toMatch(expected);
    expect((await look(of(status))).status).toBe(status);
    expect(await world.balanceOf(a.floatAccountId)).toEqual(before);
  });

  it("takes none but its drawn edges, not even by an UPDATE of the tables' owner", async () => {
    for (const to of STATUSES.filter((other) => !EDGES[status].includes(other))) {
      if (status === "executing" && to === "executing") continue;
      const why = to === "failed" ? ", failure_code = 'x'" : "";
      expect([to, await asOwner(of(status), `status = '${to}'${why}`)]).toEqual([to, "PU004"]);
    }
  });
});

describe("a pending operation, by an UPDATE of the tables' owner,", () => {
  it.each([
    ["be executed or fail without an approval", "status = 'executing'"],
    ["fail without an approval", "status = 'failed', failure_code = 'x'"],
    ["be completed without an approval", "status = 'completed'"],
    ["be rejected by nobody", "status = 'rejected'"],
    ["expire before its time", "status = 'expired'"],
    ["be cancelled while its money is held", "status = 'cancelled'"],
  ])("cannot %s", async (_, change) => {
    expect(await asOwner(of("pending"), change)).toBe("PU004");
  });

  it.each([
    "amount_minor = amount_minor + 1",
    "currency = 'UGX'",
    "payload = '{}'",
    "digest = sha256('other')",
    "maker_id = gen_random_uuid()",
    "maker_key_id = gen_random_uuid()",
    "type = 'cash-out-fulfillment'",
    "source = 'bulk'",
    "counterparty_kind = 'merchant'",
    "counterparty_id = gen_random_uuid()",
    "counterparty_name = 'Somebody else'",
    "counterparty_phone = '+2348000000000'",
    "counterparty_short_code = '100999'",
    "memo = 'Another purpose'",
    "reference = 'R'",
    "hold_id = gen_random_uuid()",
    "withdrawal_id = gen_random_uuid()",
    "approvals_needed = 0",
    "expires_at = expires_at + interval '1 year'",
    "revision = revision + 1",
    "revision = revision + 1, revised_at = now(), amount_minor = 1",
    "revised_at = now()",
    "decider_roles = '{admin}'",
    "step_up = true",
    "created_at = created_at - interval '1 day'",
    "local_day = '2000-01-01'",
  ])("cannot come to say something else: %s", async (change) => {
    expect(await asOwner(of("pending"), change)).toBe("PU004");
  });

  it("cannot be deleted, and neither can a decision be changed or the tables emptied", async () => {
    const tries = [
      "delete from operations",
      "truncate operations cascade",
      "delete from operation_decisions",
      "update operation_decisions set decision = 'reject', comment = 'x'",
      "truncate operation_decisions",
      "truncate operation_revisions",
    ];
    for (const text of tries) {
      const tried = run(world.system, { requestId: "test", database: world.owner }, (ctx) =>
        ctx.tx.execute(sql.raw(text)),
      );
      expect([text, await tried.catch((error) => databaseError(error)?.code)]).toEqual([text, "PU002"]);
    }
  });
});

it("an executing operation ends completed only with its transfer", async () => {
  expect(await asOwner(of("executing"), "status = 'completed'")).toBe("PU004");
});
