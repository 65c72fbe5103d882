import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { countApprovals, decideOperation, readOperation, readTimeline, recallOperation, undoApproval } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let first: TestPerson;
let second: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let id: Id<"operation">;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(10_000_00n);
  maker = await a.person("Maker", ["maker"]);
  first = await a.person("Checker One", ["checker"]);
  second = await a.person("Checker Two", ["checker"]);
  customer = await world.customer("+2348123450001");
});

beforeEach(async () => {
  id = await waitingForTwo();
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

/** The policy of these tests: whatever waits needs so many people. */
const needing = (people: number) =>
  backstage.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update operations set approvals_needed = ${people} where status = 'pending'`;
  });

async function waitingForTwo(): Promise<Id<"operation">> {
  const made = await submit(world, maker.caller, cashIn(10_00n, customer.phone));
  await needing(2);
  return made;
}

const look = () => world.as(maker.caller, (ctx) => readOperation(ctx, id));
const undo = (by: TestPerson, revision = 1, operationId = id) =>
  world.as(by.caller, (ctx) => undoApproval(ctx, { operationId, revision }));
const needsMe = async (person: TestPerson) => (await world.as(person.caller, countApprovals)).needsMe;
const decisionsOf = () =>
  backstage.sql`select person_id, nth, decision from operation_decisions where operation_id = ${id} order by at, nth`;

describe("an approval that its own person takes back before the operation ends", () => {
  it("counts no more, stays on record beside its withdrawal, and is told in the timeline", async () => {
    await decide(world, first.caller, id);
    await undo(first);
    expect(await look()).toMatchObject({ status: "pending", approvals: { given: 0, needed: 2 } });
    expect(await decide(world, second.caller, id)).toMatchObject({ status: "pending" });
    expect([...(await decisionsOf())]).toEqual([
      { person_id: first.id, nth: 1, decision: "approve" },
      { person_id: first.id, nth: 2, decision: "withdraw" },
      { person_id: second.id, nth: 1, decision: "approve" },
    ]);
    const events = await world.as(maker.caller, (ctx) => readTimeline(ctx, id));
    expect(events.map(({ action, actor }) => [action, actor])).toContainEqual([
      "operation.approval-withdrawn",
      "Checker One",
    ]);
  });

  it("has the operation wait for them again, and they may decide once more", async () => {
    const before = await needsMe(first);
    await decide(world, first.caller, id);
    expect(await needsMe(first)).toBe(before - 1);
    expect(await codeOf(decide(world, first.caller, id))).toBe("operations.already-voted");
    await undo(first);
    expect(await needsMe(first)).toBe(before);
    expect(await decide(world, first.caller, id)).toMatchObject({ status: "pending" });
    await undo(first);
    expect(await decide(world, second.caller, id)).toMatchObject({ status: "pending" });
    expect(await decide(world, first.caller, id)).toMatchObject({ status: "completed" });
    expect((await look()).approvals).toMatchObject({ given: 2 });
  });

  it("leaves a reject to them, too", async () => {
    await decide(world, first.caller, id);
    await undo(first);
    expect(await decide(world, first.caller, id, "reject")).toMatchObject({ status: "rejected" });
    expect(await codeOf(decide(world, second.caller, id))).toBe("operations.already-decided");
  });

  it("may be taken back by whoever is no checker any more, which unblocks it for others", async () => {
    const third = await a.person("Checker Three", ["checker"]);
    await decide(world, first.caller, id);
    await backstage.setRoles(first, ["viewer"]);
    expect(await codeOf(decide(world, second.caller, id))).toBe("operations.approver-left");
    await undo(first);
    expect(await decide(world, second.caller, id)).toMatchObject({ status: "pending" });
    expect(await decide(world, third.caller, id)).toMatchObject({ status: "completed" });
    await backstage.setRoles(first, ["checker"]);
  });
});

describe("nobody takes back", () => {
  it("an approval that they did not give, or gave and took back before", async () => {
    await decide(world, first.caller, id);
    expect(await codeOf(undo(second))).toBe("operations.not-approved");
    expect(await codeOf(undo(maker))).toBe("operations.not-approved");
    await undo(first);
    expect(await codeOf(undo(first))).toBe("operations.not-approved");
    expect((await look()).approvals.given).toBe(0);
  });

  it("one of an operation that has ended, whose time has run out, or of another revision", async () => {
    await decide(world, first.caller, id);
    expect(await codeOf(undo(first, 2))).toBe("operations.revision-changed");
    await backstage.expire(id);
    expect(await codeOf(undo(first))).toBe("operations.expired");
    const other = await waitingForTwo();
    await decide(world, first.caller, other);
    await world.as(maker.caller, (ctx) => recallOperation(ctx, other));
    expect(await codeOf(undo(first, 1, other))).toBe("operations.not-pending");
  });

  it("another distributor's, which is not there", async () => {
    const b = await world.distributor(1_00n);
    const stranger = await b.person("Checker of B", ["checker"]);
    expect(await codeOf(undo(stranger))).toBe("operations.not-found");
  });

  it("without a live session: a revoked one, or ids without their proof in SQL", async () => {
    const gone = await a.person("Checker Gone", ["checker"]);
    await decide(world, gone.caller, id);
    const app = postgres(world.urls.appUrl, { max: 1 });
    const inSql = (by: Pick<TestPerson, "id" | "sessionId" | "proof">) =>
      inUnit(app, { issuerId: world.issuerId, organisation: a.id }, async (tx, unit) => {
        const [row] = await tx<{ outcome: string }[]>`select outcome from operations_undo(
          ${world.issuerId}, ${unit}, ${a.id}, ${id}, 1, ${by.id}, ${by.sessionId}, decode(${by.proof}, 'hex'))`;
        return row?.outcome;
      });
    expect(await inSql({ ...gone, proof: first.proof })).toBe("forbidden");
    expect(await inSql({ ...gone, sessionId: first.sessionId, proof: first.proof })).toBe("forbidden");
    expect(await inSql(gone)).toBe("withdrawn");
    await app.end();
    await backstage.revokeSession(gone);
    expect(await codeOf(undo(gone))).toBe("auth.forbidden");
    expect((await look()).approvals.given).toBe(1);
  });
});

it("undo and the last approval at once have one winner, time and again: nothing completes on an approval that was taken back", async () => {
  for (let round = 0; round < 10; round++) {
    id = await waitingForTwo();
    await decide(world, first.caller, id);
    const { revision, digest } = await look();
    const last = { operationId: id, revision, digest, decision: "approve", comment: null } as const;
    const [undone, approved] = await Promise.all([
      codeOf(undo(first)),
      world.as(second.caller, (ctx) => decideOperation(ctx, last)),
    ]);
    const completed = approved.status === "completed";
    expect(undone).toBe(completed ? "operations.already-decided" : "accepted");
    expect(await look()).toMatchObject(
      completed
        ? { status: "completed", approvals: { given: 2 } }
        : { status: "pending", approvals: { given: 1, needed: 2 } },
    );
  }
});

it("of 20 undos of one approval at once exactly one is taken", async () => {
  await decide(world, first.caller, id);
  const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(undo(first))));
  expect(tally(codes)).toEqual({ accepted: 1, "operations.not-approved": 19 });
});

describe("in SQL, even as the owner of the tables, a withdrawal", () => {
  const insert = (values: string) =>
    inUnit(backstage.sql, { issuerId: world.issuerId, organisation: a.id }, (tx) =>
      tx.unsafe(`insert into operation_decisions (issuer_id, operation_id, revision, person_id, organisation_id, desk_id, maker_id, session_id, unit_id,
                     decision, nth, after)
                   select issuer_id, id, 1, '${first.id}', organisation_id, organisation_id, maker_id, '${first.sessionId}', app_unit(), ${values}
                     from operations where id = '${id}'`),
    ).then(
      () => "done",
      (error) => error.constraint_name ?? error.code,
    );

  it.each([
    ["stands beside no approval", "'withdraw', 2, 1", "operation_decisions_in_turn"],
    ["stands alone", "'withdraw', 1, null", "operation_decisions_nth"],
    ["skips what it takes back", "'withdraw', 4, 1", "operation_decisions_nth"],
  ])("never %s", async (_, values, why) => {
    expect(await insert(values)).toBe(why);
  });

  it("is not followed by a second one, nor an approval by another without one between", async () => {
    await decide(world, first.caller, id);
    expect(await insert("'approve', 2, 1")).toBe("operation_decisions_nth");
    expect(await insert("'withdraw', 2, 1")).toBe("done");
    expect(await insert("'approve', 3, 2")).toBe("operation_decisions_in_turn");
  });
});
