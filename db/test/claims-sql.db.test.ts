import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Id } from "@/lib/kernel/ids";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { readOperation } from "@/lib/operations";
import { cashIn, codeOf, decide, submit } from "./acts";
import { inUnit } from "./in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let checkers: TestPerson[];
let app: postgres.Sql;
let superuser: postgres.Sql;
let phone: E164;

beforeAll(async () => {
  world = await createWorld();
  app = postgres(world.urls.appUrl, { max: 1 });
  superuser = postgres(world.urls.superuserUrl, { max: 1 });
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker", "checker"]);
  checkers = [await a.person("First", ["checker"]), await a.person("Second", ["checker"])];
  phone = parsePhone("+2348123450001");
  await world.customer(phone);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([app.end(), superuser.end()]);
  await world.close();
});

/** A pending cash-in that needs so many people, as policies will ask for. */
async function pending(approvals: number): Promise<Id<"operation">> {
  const id = await submit(world, maker.caller, cashIn(1_00n, phone));
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update operations set approvals_needed = ${approvals} where id = ${id}`;
  });
  return id;
}

type Vote = readonly [person: TestPerson, operation: Id<"operation">, decision: "approve" | "reject"];

/** The outcomes of votes given in one call, in the order given; nothing of it is kept. */
async function claim(votes: readonly Vote[]): Promise<string[]> {
  const items = await Promise.all(
    votes.map(async ([person, operation, decision]) => {
      const { revision, digest } = await world.as(maker.caller, (ctx) => readOperation(ctx, operation));
      const comment = decision === "reject" ? "Wrong amount" : null;
      return {
        operation,
        revision,
        digest,
        decision,
        comment,
        person: person.id,
        session: person.sessionId,
        proof: person.proof,
      };
    }),
  );
  const rows = await inUnit(
    app,
    { issuerId: world.issuerId, organisation: a.id },
    (tx, unit) =>
      tx`select outcome from operations_claim(${world.issuerId}, ${unit}, ${a.id}, ${tx.json(items)}) order by idx`,
  );
  return rows.map(({ outcome }) => outcome);
}

it("of several decisions on one operation in a call the first wins, and the later ones find it decided", async () => {
  const [first, second] = checkers as [TestPerson, TestPerson];
  const [one, other] = [await pending(1), await pending(1)];
  expect(
    await claim([
      [maker, one, "approve"],
      [first, one, "reject"],
      [second, one, "approve"],
      [second, other, "approve"],
      [first, one, "reject"],
    ]),
  ).toEqual(["own", "claimed", "not-pending", "claimed", "not-pending"]);
});

it("an operation that needs two people counts each of them once, in one call as in several", async () => {
  const [first, second] = checkers as [TestPerson, TestPerson];
  const id = await pending(2);
  expect(
    await claim([
      [first, id, "approve"],
      [first, id, "approve"],
      [second, id, "approve"],
      [second, id, "approve"],
    ]),
  ).toEqual(["recorded", "already-voted", "claimed", "not-pending"]);
  expect((await decide(world, first.caller, id)).status).toBe("pending");
  expect(await codeOf(decide(world, first.caller, id))).toBe("operations.already-voted");
  const view = () => world.as(maker.caller, (ctx) => readOperation(ctx, id));
  expect((await view()).approvals).toEqual({ needed: 2, given: 1, issuers: 0 });
  expect((await decide(world, second.caller, id)).status).toBe("completed");
  expect((await view()).approvals).toEqual({ needed: 2, given: 2, issuers: 0 });
});
