import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPortal, pathOf, type TestPortal } from "@/db/test/portal";
import type { TestDistributor, TestPerson } from "@/db/test/world";
import { makeKey } from "@/lib/api-keys";

const CUSTOMER = "+2348123456781";
const cashIn = (amount: string, more = {}) => ({ operationType: "cash-in", amount, phoneTo: CUSTOMER, ...more });
const post = (body: unknown, headers = {}): RequestInit => ({
  method: "POST",
  body: typeof body === "string" ? body : JSON.stringify(body),
  headers,
});

describe("a request of the API", () => {
  let portal: TestPortal;
  let own: TestDistributor;
  let other: TestDistributor;
  let maker: TestPerson;
  let secret: string;
  let operations: string;

  beforeAll(async () => {
    portal = await openPortal(async (_, response) => void response.end());
    own = await portal.world.distributor(1_000_000_00n);
    other = await portal.world.distributor(0n);
    maker = await own.person("Maker One", ["maker"]);
    secret = await portal.key(own, maker);
    operations = pathOf(own, "operations");
    await portal.world.customer(CUSTOMER, 50_000_00n);
  });
  afterAll(() => portal.close());

  const weak = (change: Parameters<TestPortal["key"]>[2]) => portal.key(own, maker, change);

  it("is refused for the first thing that is wrong, in the contract's order", async () => {
    const elsewhere = await weak({ allowedAddresses: ["10.0.0.0/8"], permissions: [] });
    const slow = await weak({ requestsPerMinute: 1, permissions: [] });
    const reading = await weak({ permissions: ["read-balance"] });
    const small = await weak({ maxAmountMinor: 100n });
    await portal.api(slow, pathOf(own, "balance"));
    const badBody = post("{", { "content-type": "text/plain", "idempotency-key": "" });
    const theirs = pathOf(other, "operations");
    const outcomes = [
      await portal.api(makeKey(), theirs, badBody),
      await portal.api(elsewhere, theirs, badBody),
      await portal.api(slow, theirs, badBody),
      await portal.api(reading, theirs, badBody),
      await portal.api(secret, theirs, badBody),
      await portal.api(secret, operations, badBody),
      await portal.api(secret, operations, post("{", { "idempotency-key": "" })),
      await portal.api(small, operations, post(cashIn("1.01", { phoneTo: "+2348000000000" }))),
      await portal.api(secret, operations, post(cashIn("1.01", { phoneTo: "+2348000000000" }))),
    ].map(({ status, json }) => `${status} ${json.code}`);
    expect(outcomes).toEqual([
      "401 auth.invalid-api-key",
      "403 auth.address-not-allowed",
      "429 api-keys.rate-limited",
      "403 api-keys.permission-missing",
      "404 organisations.distributor-not-found",
      "415 request.unsupported-media-type",
      "400 request.malformed-json",
      "403 limits.per-transaction-exceeded",
      "422 wallets.unknown-phone",
    ]);
  });

  it("a permission that is missing is a 403 on each path, even with nothing else right", async () => {
    const none = await weak({ permissions: [] });
    for (const path of ["balance", "operations", "operations/op_x", "cashouts", "recipients"]) {
      const { status, json } = await portal.api(none, pathOf(other, path));
      expect({ path, status, code: json.code }).toEqual({ path, status: 403, code: "api-keys.permission-missing" });
    }
    const reading = await weak({ permissions: ["read-balance", "read-transactions"] });
    expect((await portal.api(reading, operations, post(cashIn("1.00")))).status).toBe(403);
    expect((await portal.api(reading, pathOf(own, "cashouts/op_x"), { ...post({}), method: "PUT" })).status).toBe(403);
    expect((await portal.api(reading, pathOf(own, "recipients?phone=x"))).status).toBe(403);
  });

  it("an expired key is the same 401 as none at all", async () => {
    const expired = await weak({ expiresAt: new Date(Date.now() - 1000) });
    const answers = [
      await portal.api(expired, operations),
      await portal.api(makeKey(), operations),
      await portal.api("uwk_short", operations),
      await portal.api("", operations),
    ];
    const bodies = answers.map(({ status, json }) => ({ status, ...json, requestId: "" }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toMatchObject({ status: 401, error: "Unauthorized", message: "Invalid or missing API key" });
    expect(answers[0]?.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("a key with an allow-list works from an address on it", async () => {
    const allowed = await weak({ allowedAddresses: ["127.0.0.0/8", "::1"] });
    expect((await portal.api(allowed, pathOf(own, "balance"))).status).toBe(200);
    const spoofed = await weak({ allowedAddresses: ["10.1.2.3"] });
    const headers = { "x-forwarded-for": "10.1.2.3", "x-real-ip": "10.1.2.3", forwarded: "for=10.1.2.3" };
    expect((await portal.api(spoofed, pathOf(own, "balance"), { headers })).status).toBe(403);
  });

  it("over the rate it tells when to come back", async () => {
    const slow = await weak({ requestsPerMinute: 2 });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) statuses.push((await portal.api(slow, pathOf(own, "balance"))).status);
    // A minute may turn while this runs, and begin the count again.
    expect(statuses.slice(0, 2)).toEqual([200, 200]);
    expect(statuses).toContain(429);
    const { headers } = await portal.api(slow, pathOf(own, "balance"));
    const seconds = Number(headers.get("retry-after"));
    expect(seconds >= 1 && seconds <= 60).toBe(true);
  });

  it("limits: the maximum per transaction and the day's volume count exactly, and a refusal gives its share back", async () => {
    const limited = await weak({ maxAmountMinor: 500_00n, maxDailyMinor: 1_000_00n });
    const codes: unknown[] = [];
    for (const amount of ["500.01", "500.00", "500.00", "0.01"]) {
      codes.push((await portal.api(limited, operations, post(cashIn(amount)))).json.code ?? "ok");
    }
    expect(codes).toEqual(["limits.per-transaction-exceeded", "ok", "ok", "limits.daily-volume-exceeded"]);
    const fresh = await weak({ maxDailyMinor: 1_000_00n });
    const unknown = post(cashIn("1000.00", { phoneTo: "+2348000000000" }));
    expect((await portal.api(fresh, operations, unknown)).status).toBe(422);
    expect((await portal.api(fresh, operations, post(cashIn("1000.00")))).status).toBe(200);
  });

  it("of 50 simultaneous cash-ins of 100.00 on a float of 1,000.00 exactly 10 are accepted, and the float is 0", async () => {
    const till = await portal.world.distributor(1_000_00n);
    const key = await portal.key(till, await till.person("Maker Two", ["maker"]));
    const all = await Promise.all(
      Array.from({ length: 50 }, () => portal.api(key, pathOf(till, "operations"), post(cashIn("100.00")))),
    );
    const statuses = all.map(({ status, json }) => `${status} ${json.code ?? ""}`.trim()).sort();
    expect(statuses.filter((status) => status === "200")).toHaveLength(10);
    expect(statuses.filter((status) => status === "422 ledger.insufficient-float")).toHaveLength(40);
    const { json } = await portal.api(key, pathOf(till, "balance"));
    expect(json).toEqual({ balance: "0.00", currency: "NGN", posted: "1000.00", held: "1000.00" });
    expect(await portal.world.violations()).toEqual([]);
  });

  it("of 10 simultaneous requests with one idempotency key one operation comes, and each answer is it or a 409", async () => {
    const request = post(cashIn("3.00"), { "idempotency-key": "once-and-only-once" });
    const all = await Promise.all(Array.from({ length: 10 }, () => portal.api(secret, operations, request)));
    const made = new Set(all.filter(({ status }) => status === 200).map(({ json }) => json.operationID));
    expect(made.size).toBe(1);
    for (const { status, json, headers } of all.filter((answer) => answer.status !== 200)) {
      expect({ status, code: json.code }).toEqual({ status: 409, code: "idempotency.in-progress" });
      expect(headers.get("retry-after")).toBe("1");
    }
    const replay = await portal.api(secret, operations, request);
    expect([...made][0]).toBe(replay.json.operationID);
    expect(replay.headers.get("idempotent-replayed")).toBe("true");
  });

  it("an idempotency key whose request was refused may be used again", async () => {
    const headers = { "idempotency-key": "second-try" };
    expect((await portal.api(secret, operations, post(cashIn("x"), headers))).status).toBe(400);
    expect((await portal.api(secret, operations, post(cashIn("99999999.00"), headers))).status).toBe(422);
    const made = await portal.api(secret, operations, post(cashIn("4.00"), headers));
    expect([made.status, made.headers.get("idempotent-replayed")]).toEqual([200, null]);
  });

  it("a holder who is suspended is a 422, a distributor that is suspended a 403 for all that its keys ask", async () => {
    const suspended = await portal.world.customer("+2348123456782");
    const closed = await portal.world.distributor(1_000_00n);
    const key = await portal.key(closed, await closed.person("Maker", ["maker"]));
    const superuser = postgres(portal.world.urls.superuserUrl, { max: 1 });
    await superuser`update customers set status = 'suspended' where id = ${suspended.id}`;
    await superuser`update distributors set status = 'suspended' where id = ${closed.id}`;
    await superuser.end();
    const toSuspended = await portal.api(secret, operations, post(cashIn("1.00", { phoneTo: suspended.phone })));
    expect([toSuspended.status, toSuspended.json.code]).toEqual([422, "wallets.holder-inactive"]);
    const recipient = await portal.api(secret, pathOf(own, "recipients?phone=%2B2348123456782"));
    expect([recipient.status, recipient.json.active]).toEqual([200, false]);
    for (const [path, body] of [["operations", post(cashIn("1.00"))], ["operations"], ["balance"]] as const) {
      const fromClosed = await portal.api(key, pathOf(closed, path), body);
      expect([fromClosed.status, fromClosed.json.code]).toEqual([403, "organisations.distributor-suspended"]);
    }
  });

  it("a refused try is audited with its code, a malformed one is not", async () => {
    const small = await weak({ maxAmountMinor: 1n });
    await portal.api(small, operations, post(cashIn("2.00")));
    await portal.api(small, operations, post(cashIn("two")));
    const rows = await portal.world.as(portal.world.system, (ctx) =>
      ctx.tx.execute(
        sql`select detail->>'code' as code from audit_entries
             where organisation_id = ${own.id} and action = 'operation.submit.refused' order by seq desc limit 1`,
      ),
    );
    expect(rows[0]).toEqual({ code: "limits.per-transaction-exceeded" });
  });
});
