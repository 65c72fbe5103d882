import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { apiKeyUsage } from "@/db/schema";
import { codeOf } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { type Caller, type KeyPrincipal, run } from "@/lib/runtime";
import {
  type AnsweredRequest,
  findRequestOf,
  flushRequests,
  listRequests,
  pruneRequests,
  readRequest,
  recordRequest,
} from ".";
import { recorder } from "./recorder";

const PHONE = "+2348123456781";
const SECRET = `uwk_${"A1b".repeat(16)}`;

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let b: TestDistributor;
let maker: TestPerson;
let stranger: TestPerson;
let key: Id<"apiKey">;
const losses: { requests: number; err?: unknown }[] = [];

const keyOf = async (caller: Caller) =>
  (await world.as(caller, async ({ principal }) => (principal as KeyPrincipal).keyId)) as Id<"apiKey">;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(0n);
  b = await world.distributor(0n);
  maker = await a.person("Maker", ["maker"]);
  stranger = await b.person("Stranger", ["admin", "maker", "checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

beforeEach(async () => {
  key = await keyOf(await a.key(maker));
  losses.length = 0;
  recorder().toldAt = Number.NEGATIVE_INFINITY;
});

afterEach(async () => {
  await flushRequests();
  expect(recorder()).toMatchObject({ coming: [], rows: [], lost: 0 });
});

const answered = (more: Partial<AnsweredRequest> = {}): AnsweredRequest => ({
  issuerId: world.issuerId,
  keyId: key,
  requestId: crypto.randomUUID(),
  at: new Date(),
  method: "POST",
  path: "/api/v1/distributors/x/operations",
  search: "",
  status: 200,
  latencyMs: 12.4,
  address: "203.0.113.7",
  requestBody: { operationType: "cash-in", amount: "5.00", phoneTo: PHONE, memo: "for Ada Obi" },
  responseBody: () => ({ operationID: "op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa" }),
  operationId: null,
  ...more,
});

function record(more: Partial<AnsweredRequest> = {}): AnsweredRequest {
  const request = answered(more);
  recordRequest(request, (loss) => losses.push(loss));
  return request;
}

const as = <T>(person: TestPerson, verb: Parameters<typeof world.as<T>>[1]) => world.as(person.caller, verb);
const list = (person: TestPerson, more = {}) => as(person, (ctx) => listRequests(ctx, { keyId: key, ...more }));
const rowsOf = async (id: string) => (await backstage.sql`select id from api_requests where id = ${id}`).length;

const usageOf = async (id: Id<"apiKey">) => {
  const [row] =
    await backstage.sql`select local_day, requests::int, last_used_from from api_key_usage where key_id = ${id}`;
  return row && { day: row.local_day, requests: row.requests, from: row.last_used_from };
};

/** Until the log has no more to write, by itself. */
async function untilWritten(): Promise<void> {
  await vi.waitFor(() => expect(recorder()).toMatchObject({ coming: [], rows: [], writing: null }), 10_000);
}

describe("a request of a key", () => {
  it("is in the log soon after its answer, by itself, redacted", async () => {
    const request = record({ search: `?phone=${encodeURIComponent(PHONE)}&limit=5` });
    await untilWritten();
    const { items } = await list(maker);
    expect(items).toEqual([
      {
        requestId: request.requestId,
        keyId: key,
        at: request.at,
        method: "POST",
        path: "/api/v1/distributors/x/operations",
        query: "phone=+234…6781&limit=5",
        status: 200,
        latencyMs: 12,
        address: "203.0.113.7",
        operationId: null,
      },
    ]);
    const detail = await as(maker, (ctx) => readRequest(ctx, { requestId: request.requestId }));
    expect(detail).toMatchObject({
      requestBody: { operationType: "cash-in", amount: "5.00", phoneTo: "+234…6781", memo: "•••" },
      responseBody: { operationID: "op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa" },
    });
  });

  it("leaves no phone, no name and no key in any row", async () => {
    const { requestId } = record({
      path: `/api/v1/distributors/x/operations/${PHONE}`,
      search: `?reference=${SECRET}`,
      requestBody: {
        phoneTo: PHONE,
        [PHONE]: SECRET,
        memo: `${PHONE} Ada Obi`,
        name: "Ada Obi",
        deep: { SECRET, PHONE },
      },
      responseBody: () => [{ from: PHONE, name: "Ada Obi" }, { message: `no ${SECRET} of ${PHONE}` }],
    });
    await flushRequests();
    const [row] = await backstage.sql`select to_jsonb(r)::text as text from api_requests r where id = ${requestId}`;
    expect(row?.text).toContain("+234…6781");
    for (const secret of [PHONE, PHONE.slice(1), "uwk_A", "Ada Obi"]) expect(row?.text).not.toContain(secret);
  });

  it("leads to the operation that it made, and that leads back to the first of them", async () => {
    const operationId = newId("operation");
    const first = record({ operationId, at: new Date(Date.now() - 2_000) });
    record({ operationId, at: new Date(Date.now() - 1_000) });
    await flushRequests();
    const found = await as(maker, (ctx) => findRequestOf(ctx, { operationId }));
    expect(found).toMatchObject({ requestId: first.requestId, operationId, keyId: key });
    expect(await as(maker, (ctx) => findRequestOf(ctx, { operationId: newId("operation") }))).toBeNull();
  });

  it("is listed newest first, by page and class of answer", async () => {
    const start = Date.now() - 60_000;
    for (let n = 0; n < 9; n++) {
      // Three of the same millisecond: their ids decide.
      record({ at: new Date(start + Math.floor(n / 3)), status: [200, 404, 503][n % 3] as number });
    }
    await flushRequests();
    const whole = (await list(maker)).items;
    expect(whole).toHaveLength(9);
    const paged: string[] = [];
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(maker, { cursor, limit: 2 });
      paged.push(...page.items.map(({ requestId }) => requestId));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole.map(({ requestId }) => requestId));
    expect(whole.map(({ at }) => at.getTime())).toEqual([2, 2, 2, 1, 1, 1, 0, 0, 0].map((n) => start + n));
    expect((await list(maker, { status: "4xx" })).items.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await codeOf(list(maker, { cursor: btoa("2026-13-41T00:00:00.000Z|x") }))).toBe("pagination.bad-cursor");
  });

  it("counts for its key: when and from where it was used last, and how often on the distributor's day", async () => {
    // Half past midnight in Lagos; in Greenwich it is the day before.
    const now = Date.parse("2026-03-01T23:30:00Z");
    const recordAt = async (minutes: number, address: string | null) => {
      record({ at: new Date(now + minutes * 60_000), address });
      await flushRequests();
      return usageOf(key);
    };
    expect(await recordAt(-35, "203.0.113.1")).toEqual({ day: "2026-03-01", requests: 1, from: "203.0.113.1" });
    expect(await recordAt(-31, "203.0.113.2")).toEqual({ day: "2026-03-01", requests: 2, from: "203.0.113.2" });
    expect(await recordAt(0, "203.0.113.3")).toEqual({ day: "2026-03-02", requests: 1, from: "203.0.113.3" });
    // What another process writes late counts for no other day, and is not the last.
    expect(await recordAt(-32, "203.0.113.4")).toEqual({ day: "2026-03-02", requests: 1, from: "203.0.113.3" });
    for (const minutes of [-33, 1, 3, 2])
      record({ at: new Date(now + minutes * 60_000), address: `203.0.113.1${minutes}` });
    await flushRequests();
    expect(await usageOf(key)).toEqual({ day: "2026-03-02", requests: 4, from: "203.0.113.13" });
  });

  it("that is written twice, since nobody learnt of the first time, is kept and counted once", async () => {
    const request = record();
    await flushRequests();
    recordRequest(request, (loss) => losses.push(loss));
    await flushRequests();
    expect((await list(maker)).items).toHaveLength(1);
    expect((await usageOf(key))?.requests).toBe(1);
  });
});

describe("another organisation", () => {
  it("finds nothing of it: no list, no request, no operation's request, no use", async () => {
    const operationId = newId("operation");
    const { requestId } = record({ operationId });
    await flushRequests();
    expect(await list(stranger)).toEqual({ items: [], nextCursor: null });
    expect(await codeOf(as(stranger, (ctx) => readRequest(ctx, { requestId })))).toBe("api-requests.not-found");
    expect(await as(stranger, (ctx) => findRequestOf(ctx, { operationId }))).toBeNull();
    const seen = (person: TestPerson) =>
      as(person, ({ tx }) => tx.select().from(apiKeyUsage).where(eq(apiKeyUsage.keyId, key)));
    expect([(await seen(maker)).length, (await seen(stranger)).length]).toEqual([1, 0]);
    for (const id of [crypto.randomUUID(), "x", "' or true"]) {
      expect(await codeOf(as(maker, (ctx) => readRequest(ctx, { requestId: id })))).toBe("api-requests.not-found");
    }
  });

  it("cannot be given a request: whose it is, its key says, and a unit writes for its own scope alone", async () => {
    const row = { id: crypto.randomUUID(), key, at: new Date(), method: "GET", path: "/", status: 200, latency: 1 };
    const write = (person: TestPerson) =>
      world.as(person.caller, ({ tx, scope, unitId }) =>
        tx.execute(
          `select api_requests_write('${scope.issuerId}', '${unitId}', '${JSON.stringify([{ ...row, distributor: b.id }])}')`,
        ),
      );
    await expect(write(stranger)).rejects.toMatchObject({ code: "runtime.database-unavailable" });
    await write(maker);
    const [kept] = await backstage.sql`select distributor_id from api_requests where id = ${row.id}`;
    expect(kept?.distributor_id).toBe(a.id);
  });

  it("no key reads the log: it shows what other keys did", async () => {
    const caller = await a.key(maker);
    expect(await codeOf(world.as(caller, (ctx) => listRequests(ctx, { keyId: key })))).toBe(
      "api-keys.permission-missing",
    );
  });
});

describe("a log that cannot be written", () => {
  it("is written later where the database does not answer in time, and nothing is lost", async () => {
    const locked = await backstage.sql.reserve();
    await locked`begin`;
    await locked`lock table api_requests in access exclusive mode`;
    const requests = Array.from({ length: 5 }, () => record());
    const started = performance.now();
    record();
    expect(performance.now() - started).toBeLessThan(20);
    await vi.waitFor(() => expect(recorder().writing).not.toBeNull(), 5_000);
    await locked`rollback`;
    locked.release();
    await untilWritten();
    expect(await Promise.all(requests.map(({ requestId }) => rowsOf(requestId)))).toEqual([1, 1, 1, 1, 1]);
    expect(losses).toEqual([]);
  });

  it("loses what the database refuses, says so once, and goes on", async () => {
    await backstage.sql`revoke execute on function api_requests_write from portal_app`;
    for (let n = 0; n < 3; n++) {
      record();
      await flushRequests();
    }
    expect(losses.map(({ requests }) => requests)).toEqual([1]);
    await backstage.sql`grant execute on function api_requests_write to portal_app`;
    recorder().toldAt = Number.NEGATIVE_INFINITY;
    const { requestId } = record();
    await flushRequests();
    expect(await rowsOf(requestId)).toBe(1);
    expect(losses.map(({ requests }) => requests)).toEqual([1, 2]);
  });

  it("keeps 5,000 at most, and loses the oldest of more", async () => {
    await backstage.sql`alter table api_requests rename to api_requests_away`;
    recorder().writing = new Promise(() => undefined);
    const requests = Array.from({ length: 5_003 }, () => record());
    await new Promise(setImmediate);
    expect(recorder().rows).toHaveLength(5_000);
    expect(recorder().rows[0]?.id).toBe(requests[3]?.requestId);
    expect(losses).toEqual([{ requests: 3 }]);
    recorder().writing = null;
    recorder().rows.length = 0;
    await backstage.sql`alter table api_requests_away rename to api_requests`;
  });

  it("a request that cannot be redacted is lost, and no other with it", async () => {
    record({
      responseBody: () => {
        throw new Error("not JSON");
      },
    });
    const { requestId } = record();
    await flushRequests();
    expect(await rowsOf(requestId)).toBe(1);
    expect(losses).toHaveLength(1);
  });
});

describe("after thirty days", () => {
  it("the worker removes requests in sets, keeps what is younger, and when a key was last used", async () => {
    const day = 86_400_000;
    const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
    const prune = (database: Database) =>
      run(world.system, { requestId: "test", database }, (ctx) => pruneRequests(ctx, 2));
    while ((await prune(worker)) > 0);
    const old = [31, 32, 33].map((days) => record({ at: new Date(Date.now() - days * day) }));
    const young = record({ at: new Date(Date.now() - 29 * day) });
    await flushRequests();
    await expect(prune(world.app)).rejects.toThrow();
    expect([await prune(worker), await prune(worker), await prune(worker)]).toEqual([2, 1, 0]);
    await worker.$client.end();
    expect(await Promise.all(old.map(({ requestId }) => rowsOf(requestId)))).toEqual([0, 0, 0]);
    expect(await rowsOf(young.requestId)).toBe(1);
    expect((await usageOf(key))?.requests).toBe(1);
    expect(await codeOf(as(maker, (ctx) => pruneRequests(ctx, 1)))).toBe("auth.forbidden");
  });
});
