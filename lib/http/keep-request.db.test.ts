import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { type FrontProcesses, startFronts } from "@/db/test/front-processes";
import { openPortal, pathOf, type TestPortal } from "@/db/test/portal";
import type { TestDistributor, TestPerson } from "@/db/test/world";
import { findRequestOf, flushRequests, readRequest } from "@/lib/api-requests";
import { type Id, readId } from "@/lib/kernel/ids";

const CUSTOMER = "+2348123456781";
const cashIn = (amount: string) => ({ operationType: "cash-in", amount, phoneTo: CUSTOMER, memo: "Ada Obi" });

let portal: TestPortal;
let backstage: Backstage;
let own: TestDistributor;
let maker: TestPerson;
let secret: string;

beforeAll(async () => {
  portal = await openPortal(async (_, response) => void response.end());
  backstage = goBackstage(portal.world);
  own = await portal.world.distributor(1_000_000_00n);
  maker = await own.person("Maker One", ["maker"]);
  await portal.world.customer(CUSTOMER, 0n);
});
afterAll(async () => {
  await flushRequests();
  await backstage.close();
  await portal.close();
});
beforeEach(async () => {
  secret = await portal.key(own, maker);
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  portal.api(secret, pathOf(own, "operations"), {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers,
  });

/** Rows of the log that are not of bodies, newest first. */
async function logged() {
  await flushRequests();
  return backstage.sql`
    select r.id, r.method, r.status, r.path, r.query, r.address, r.operation_id as operation, r.request_body as request, r.response_body as response
      from api_requests r where key_id = (select id from api_keys order by created_at desc, id desc limit 1) order by at desc, id desc`;
}

describe("the request log", () => {
  it("has the request that made an operation, under the id of its answer, and is found from the operation", async () => {
    const { json, headers } = await post(cashIn("5.00"), { "idempotency-key": "log-1" });
    const replayed = await post(cashIn("5.00"), { "idempotency-key": "log-1" });
    await flushRequests();
    const requestId = headers.get("x-request-id") as string;
    const operationId = readId("operation", json.operationID) as Id<"operation">;
    const found = await portal.world.as(maker.caller, (ctx) => findRequestOf(ctx, { operationId }));
    expect(found).toMatchObject({ requestId, operationId, method: "POST", status: 200, address: "127.0.0.1" });
    const detail = await portal.world.as(maker.caller, (ctx) => readRequest(ctx, { requestId }));
    expect(detail).toMatchObject({
      requestBody: { operationType: "cash-in", amount: "5.00", phoneTo: "+234…6781", memo: "•••" },
      responseBody: { operationID: json.operationID },
    });
    const again = replayed.headers.get("x-request-id") as string;
    expect((await portal.world.as(maker.caller, (ctx) => readRequest(ctx, { requestId: again }))).operationId).toBe(
      operationId,
    );
  });

  it("has what was refused, with what the answer said, and nothing where the key is not known", async () => {
    await post("{", {});
    await post({ ...cashIn("0"), surprise: CUSTOMER });
    await portal.api(secret, `${pathOf(own, "recipients")}?phone=%2B2348000000000`);
    await portal.api("uwk_wrong", pathOf(own, "balance"));
    const rows = await logged();
    expect(rows.map(({ status, response }) => `${status} ${response.code}`)).toEqual([
      "404 wallets.unknown-phone",
      "400 request.unknown-field",
      "400 request.malformed-json",
    ]);
    expect(rows[0]).toMatchObject({ method: "GET", query: "phone=+234…0000", request: null });
    expect(rows[1]?.request).toEqual({ ...cashIn("0"), phoneTo: "+234…6781", memo: "•••", surprise: "•••" });
    expect(rows[2]?.request).toBeNull();
  });

  it("has nothing of who went away in the middle of their request: nobody was answered", async () => {
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json", "content-length": "1000" };
    await new Promise<void>((resolve) => {
      const outgoing = request(`${portal.origin}${pathOf(own, "operations")}`, { method: "POST", headers });
      outgoing.on("error", () => resolve()).on("close", resolve);
      outgoing.write("{", () => setImmediate(() => outgoing.destroy()));
    });
    await portal.api(secret, pathOf(own, "balance"));
    expect((await logged()).map(({ status }) => status)).toEqual([200]);
  });

  it("has who came from an address that is not allowed", async () => {
    secret = await portal.key(own, maker, { allowedAddresses: ["10.0.0.0/8"] });
    await portal.api(secret, pathOf(own, "balance"));
    expect((await logged()).map(({ status, address }) => [status, address])).toEqual([[403, "127.0.0.1"]]);
  });

  it("of a flood of refusals keeps as many as the key may send", async () => {
    secret = await portal.key(own, maker, { requestsPerMinute: 3 });
    await Promise.all(Array.from({ length: 30 }, () => portal.api(secret, pathOf(own, "balance"))));
    const statuses = (await logged()).map(({ status }) => status);
    // Over the turn of a minute, two minutes' worth.
    expect([6, 12]).toContain(statuses.length);
    expect(statuses.filter((status) => status === 429).length).toBe(statuses.length / 2);
  });

  it("holds no phone in full, no name, no key, nowhere", async () => {
    await post({ ...cashIn("1.00"), note: secret });
    await portal.api(secret, `${pathOf(own, "operations")}?phone=${encodeURIComponent(CUSTOMER)}`);
    await flushRequests();
    const [row] = await backstage.sql`
      select count(*)::int as rows, string_agg(to_jsonb(r)::text, ' ') as text from api_requests r`;
    expect(row?.rows).toBeGreaterThan(5);
    for (const told of [CUSTOMER, CUSTOMER.slice(1), secret, secret.slice(0, 12), "Ada Obi"]) {
      expect(row?.text).not.toContain(told);
    }
  });
});

describe("a log that cannot be written", () => {
  const answeredIn = async () => {
    const started = performance.now();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => post(cashIn(`1.${10 + n}`))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    return performance.now() - started;
  };

  it.each([
    [
      "refuses it",
      "revoke execute on function api_requests_write from portal_app",
      "grant execute on function api_requests_write to portal_app",
    ],
    ["has lost its table", "alter table api_requests rename to away", "alter table away rename to api_requests"],
  ])("fails no request, and slows none, where the database %s", async (_, breaks, mends) => {
    await backstage.sql.unsafe(breaks);
    await answeredIn();
    expect(await answeredIn()).toBeLessThan(5_000);
    await flushRequests();
    await backstage.sql.unsafe(mends);
    const { headers } = await post(cashIn("2.00"));
    await flushRequests();
    expect(await backstage.sql`select from api_requests where id = ${headers.get("x-request-id")}`).toHaveLength(1);
  });

  it("fails no request, and slows none, while the database does not answer it; and is there when it does", async () => {
    const locked = await backstage.sql.reserve();
    await locked`begin`;
    await locked`lock table api_requests in access exclusive mode`;
    const { headers } = await post(cashIn("2.01"));
    await vi.waitFor(() => untilWaiting(), 5_000);
    expect(await answeredIn()).toBeLessThan(5_000);
    await locked`rollback`;
    locked.release();
    await vi.waitFor(async () => {
      const id = headers.get("x-request-id");
      expect(await backstage.sql`select from api_requests where id = ${id}`).toHaveLength(1);
    }, 15_000);
  });

  async function untilWaiting(): Promise<void> {
    const [row] = await backstage.sql`select count(*)::int as n from pg_locks where not granted`;
    expect(row?.n).toBeGreaterThan(0);
  }
});

describe("a process that ends", () => {
  let fronts: FrontProcesses | undefined;
  afterAll(() => fronts?.close());

  it("writes what waits, and one that is told to keep no log keeps none", async () => {
    fronts = await startFronts(portal.world, 1);
    const silent = await startFronts(portal.world, 1, { REQUEST_LOG: "off" });
    const ask = async (origin: string | undefined) => {
      const headers = { authorization: `Bearer ${secret}` };
      const answer = await fetch(`${origin}${pathOf(own, "balance")}`, { headers });
      return answer.headers.get("x-request-id");
    };
    const [kept, not] = await Promise.all([ask(fronts.origins[0]), ask(silent.origins[0])]);
    await Promise.all([fronts.close(), silent.close()]);
    fronts = undefined;
    expect(await backstage.sql`select from api_requests where id = ${kept}`).toHaveLength(1);
    expect(await backstage.sql`select from api_requests where id = ${not}`).toHaveLength(0);
  });
});
