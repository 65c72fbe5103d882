import { afterAll, beforeAll, expect, it } from "vitest";
import { cashIn, keyed, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { decideOperation, readOperation, submitOperation } from "@/lib/operations";
import { type Caller, type Ctx, run } from ".";

const SECONDS = 7;
const CALLERS = 8;
const FLOAT = 1_000_000_00n;
const EXPECTED = /^(submitted|decided|runtime\.(database-unavailable|busy)|operations\.(already-decided|not-pending))$/;
const seed = Math.floor(Math.random() * 2 ** 31);

type Sent = { readonly key: string; readonly minor: bigint; acknowledged: Id<"operation"> | null };

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
const sent: Sent[] = [];
const decided = new Map<Id<"operation">, string>();
const answers: string[] = [];

/**
 * A new connection first reads the types of the database. The driver loses the failure of that statement, and of it alone, as a rejection
 * that nobody can wait for; the connection is made again. Servers log it (lib/server/driver-fault.ts).
 */
const isLostByDriver = (reason: unknown): boolean =>
  reason instanceof Error && "query" in reason && String(reason.query).includes("b.typarray");

const reporters = process.listeners("unhandledRejection");

beforeAll(async () => {
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (reason, promise) => {
    if (!isLostByDriver(reason)) for (const report of reporters) report(reason, promise);
  });
  process.stdout.write(`killed backends: seed ${seed}\n`);
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(FLOAT);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  customer = await world.customer("+2348123450001");
});

afterAll(async () => {
  process.removeAllListeners("unhandledRejection");
  for (const report of reporters) process.on("unhandledRejection", report);
  await backstage.close();
  await world.close();
});

/** A number in [0, below), the same for the same seed (mulberry32). */
function randomOf(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below;
  };
}

const as = <T>(caller: Caller, action: string, verb: (ctx: Ctx) => Promise<T>) =>
  run(caller, { requestId: "killed", tries: { action } }, verb);

const send = (item: Sent) =>
  as(maker.caller, "operation.submit", (ctx) =>
    submitOperation(ctx, cashIn(item.minor, customer.phone, keyed(a.id, item.key, { minor: item.minor }))),
  );

async function decide(operationId: Id<"operation">, decision: "approve" | "reject"): Promise<string> {
  return as(checker.caller, "operation.decide", async (ctx) => {
    const { revision, digest } = await readOperation(ctx, operationId);
    return (await decideOperation(ctx, { operationId, revision, digest, decision, comment: "No" })).status;
  });
}

/** One caller: submits, and decides on what it has submitted, as fast as answers come. */
async function call(number: number, until: number): Promise<void> {
  const random = randomOf(seed + number);
  const open: Id<"operation">[] = [];
  for (let n = 0; performance.now() < until; n++) {
    const operationId = random(2) < 1 ? open.pop() : undefined;
    try {
      if (operationId) {
        decided.set(operationId, await decide(operationId, random(2) < 1 ? "approve" : "reject"));
        answers.push("decided");
      } else {
        const item: Sent = { key: `${number}-${n}`, minor: BigInt(Math.floor(random(100)) + 1), acknowledged: null };
        sent.push(item);
        item.acknowledged = (await send(item)).operationId;
        open.push(item.acknowledged);
        answers.push("submitted");
      }
    } catch (error) {
      answers.push(isDomainError(error) ? error.code : String(error));
    }
  }
}

/** Kills one of the application's backends every 50 to 100 ms, one in the middle of a unit of work if there is one. */
async function kill(until: number): Promise<number> {
  const random = randomOf(seed);
  let killed = 0;
  while (performance.now() < until) {
    const rows = await backstage.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = 'portal_app' order by (xact_start is null), random() limit 1`;
    killed += rows.length;
    await new Promise((resolve) => setTimeout(resolve, 50 + random(50)));
  }
  return killed;
}

/** Sends a request again until it is answered: that is how a client settles what it has not heard of. */
async function settle(item: Sent): Promise<Id<"operation">> {
  for (;;) {
    try {
      return (await send(item)).operationId;
    } catch (error) {
      if (!isDomainError(error) || !/^(runtime\.|idempotency\.in-progress)/.test(error.code)) throw error;
    }
  }
}

type Row = {
  id: Id<"operation">;
  status: string;
  minor: string;
  key: string;
  submitted: number;
  ended: number;
  events: number;
};

/** Every operation as the database has it, with how often its submission and its end stand in the audit, and its outbox events. */
const stored = () => backstage.sql<Row[]>`
  select o.id, o.status, o.amount_minor as minor, k.key,
         (select count(*)::int from audit_entries e where e.subject_id = o.id and e.action = 'operation.submitted') as submitted,
         (select count(*)::int from audit_entries e where e.subject_id = o.id and e.action = 'operation.' || o.status) as ended,
         (select count(*)::int from outbox_events v where v.payload->>'operationId' = o.id::text) as events
    from operations o left join idempotency_keys k on k.operation_id = o.id`;

it("killing database backends in a loop under load leaves no half-done unit of work", { timeout: 60_000 }, async () => {
  const until = performance.now() + SECONDS * 1000;
  const [killed] = await Promise.all([kill(until), ...Array.from({ length: CALLERS }, (_, n) => call(n, until))]);
  process.stdout.write(`killed ${killed} backends: ${JSON.stringify(tally(answers))}\n`);
  expect(await world.violations()).toEqual([]);

  // Nobody is told anything but an outcome or that the database was away, and the work goes on.
  expect(killed).toBeGreaterThan(SECONDS);
  expect(Object.keys(tally(answers)).filter((answer) => !EXPECTED.test(answer))).toEqual([]);
  expect(tally(answers)).toMatchObject({ submitted: expect.any(Number), decided: expect.any(Number) });

  // What is in the database before anybody asks again: all that was acknowledged, once, and nothing twice.
  const before = new Map((await stored()).map((row) => [row.id, row]));
  const known = new Set(sent.map((item) => item.key));
  for (const row of before.values()) {
    expect(known).toContain(row.key);
    expect(row).toMatchObject({ submitted: 1, ended: row.status === "pending" ? 0 : 1 });
    expect(row.events).toBe(row.status === "pending" ? 1 : 2);
  }
  for (const item of sent) {
    if (item.acknowledged) expect(before.get(item.acknowledged)?.key).toBe(item.key);
  }
  for (const [id, status] of decided) expect(before.get(id)?.status).toBe(status);

  // A retry with the same key settles what nobody heard of, and makes exactly one operation of it.
  const settled = await Promise.all(sent.map(settle));
  sent.forEach((item, n) => {
    if (item.acknowledged) expect(settled[n]).toBe(item.acknowledged);
  });
  const after = await stored();
  expect(after.map((row) => row.key).sort()).toEqual(sent.map((item) => item.key).sort());

  const sum = (status: string) =>
    after.reduce((total, row) => (row.status === status ? total + BigInt(row.minor) : total), 0n);
  expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: FLOAT - sum("completed"), held: sum("pending") });
  expect(await world.balanceOf(customer.accountId)).toEqual({ posted: sum("completed"), held: 0n });
  expect(await world.violations()).toEqual([]);
});
