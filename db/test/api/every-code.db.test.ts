import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { objectionsTo } from "@/e2e/conformance/judge";
import { type Received, type Sent, send } from "@/e2e/conformance/send";
import { ENDPOINTS } from "@/lib/api/distributor-v1/endpoints";
import { BESIDE_ENDPOINTS, codesOf } from "@/lib/api/document/codes";
import { makeKey } from "@/lib/api-keys";
import type { ErrorCode } from "@/lib/kernel/errors";
import { type Id, readId, showId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { CONSENTS_AN_HOUR } from "@/lib/kernel/periods";
import type { POLICY_LIMITS } from "@/lib/kernel/policy-terms";
import { cancelWithdrawal, requestWithdrawal } from "@/lib/wallets";
import { type Backstage, goBackstage } from "../backstage";
import { type PolicyMakers, putInForce } from "../policies";
import { openPortal, pathOf, type TestPortal } from "../portal";
import type { TestDistributor, TestPerson } from "../world";

const PHONE = "+2348123456781";
const GONE = "+2348123456782";
const UNKNOWN = "op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const DATABASES = Symbol.for("distributor-portal.databases");

let portal: TestPortal;
let backstage: Backstage;
let own: TestDistributor;
let other: TestDistributor;
let maker: TestPerson;
let key: string;
let makers: PolicyMakers;

beforeAll(async () => {
  portal = await openPortal(async (_, response) => void response.writeHead(418).end());
  backstage = goBackstage(portal.world);
  own = await portal.world.distributor(1_000_000_00n);
  other = await portal.world.distributor(1_000_000_00n);
  maker = await own.person("Maker One", ["maker"]);
  key = await portal.key(own, maker);
  const [admin, checker] = [await own.person("Admin", ["admin"]), await own.person("Checker", ["checker"])];
  await own.person("Second checker", ["checker"]);
  makers = { distributor: own, admin, checker };
  await portal.world.customer(PHONE, 1_000_00n);
  await backstage.suspend("customers", (await portal.world.customer(GONE)).id);
});
afterAll(async () => {
  expect(await portal.world.violations()).toEqual([]);
  await backstage.close();
  await portal.close();
});

type Asked = Partial<Omit<Sent, "body">> & { readonly rest?: string; readonly by?: string; readonly body?: unknown };
type Told = { readonly sent: Sent; readonly answer: Received };

/** Asks as the own distributor's key unless told; a body that is no text is written as JSON. */
async function ask({ rest = "balance", by = key, body, headers, ...more }: Asked): Promise<Told> {
  const text = body === undefined ? null : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const sent: Sent = {
    method: text ? "POST" : "GET",
    path: pathOf(own, rest),
    headers: { authorization: `Bearer ${by}`, ...(text ? { "content-type": "application/json" } : {}), ...headers },
    body: text,
    ...more,
  };
  return { sent, answer: await send(portal.origin, sent) };
}

/** Asks for a cash-in while the policy lets nobody move more than the smallest amount. */
async function limited(limit: (typeof POLICY_LIMITS)[number]): Promise<Told> {
  await putInForce(portal.world, makers, [], { [limit]: "1" });
  try {
    return await post(cashIn());
  } finally {
    await putInForce(portal.world, makers, [], {});
  }
}

const cashIn = (more: object = {}) => ({ operationType: "cash-in", amount: "1.00", phoneTo: PHONE, ...more });
const cashOut = (more: object = {}) => ({
  operationType: "cash-out-fulfillment",
  amount: "1.00",
  phoneFrom: PHONE,
  cashOutFulfillmentType: "cash",
  cashOutFulfillmentID: "R-1",
  ...more,
});
const post = (body: unknown, more: Asked = {}) => ask({ rest: "operations", body, ...more });
const weak = (change: Parameters<TestPortal["key"]>[2]) => portal.key(own, maker, change);

/** Asks until it is refused so, so often at most. */
async function until(code: ErrorCode, times: number, again: () => Promise<Told>): Promise<Told> {
  let told = await again();
  for (let n = 1; n < times && told.answer.json?.code !== code; n++) told = await again();
  return told;
}

/** Makes a cash-in for a distributor of its own that is waiting behind a lock while something befalls it. */
async function meanwhile(befall: (maker: TestPerson) => Promise<unknown>): Promise<Told> {
  const till = await portal.world.distributor(1_000_00n);
  const person = await till.person("Maker Two", ["maker"]);
  const by = await portal.key(till, person);
  const release = await backstage.lock("ledger_accounts", till.floatAccountId);
  const told = post(cashIn(), { by, path: pathOf(till, "operations") });
  await backstage.untilWaiting(1);
  await befall(person);
  await release();
  return told;
}

/** Asks for something of a distributor that was changed behind its back. */
async function changed(column: string, value: string): Promise<Told> {
  const till = await portal.world.distributor(1_000_00n);
  const by = await portal.key(till, await till.person("Maker Three", ["maker"]));
  await backstage.sql.unsafe(`update distributors set ${column} = ${value} where id = '${till.id}'`);
  return post(cashIn(), { by, path: pathOf(till, "operations") });
}

async function withdrawal(): Promise<string> {
  const wish = { phone: PHONE as never, amount: money(1_00n, "NGN") };
  return showId("withdrawal", await portal.world.asOwner((ctx) => requestWithdrawal(ctx, wish)));
}
const put = (id: string, body: unknown = { cashOutFulfillmentType: "cash" }) =>
  ask({ method: "PUT", rest: `cashouts/${id}`, body });

async function whileKeyIsClaimed(): Promise<Told> {
  const name = [portal.world.issuerId, own.id, "api", "claimed"].join("|");
  const elsewhere = await backstage.sql.reserve();
  await elsewhere`select pg_advisory_lock(hashtextextended(${name}, 0))`;
  const told = await post(cashIn(), { headers: { "idempotency-key": "claimed" } });
  await elsewhere`select pg_advisory_unlock(hashtextextended(${name}, 0))`;
  elsewhere.release();
  return told;
}

async function whileTableIsGone(): Promise<Told> {
  await backstage.sql`alter table withdrawal_requests rename to gone_requests`;
  const told = await ask({ rest: "cashouts" });
  await backstage.sql`alter table gone_requests rename to withdrawal_requests`;
  return told;
}

async function whileDatabaseIsAway(): Promise<Told> {
  const holder = globalThis as { [DATABASES]?: unknown };
  const pools = holder[DATABASES];
  const nowhere = openDatabase("postgres://portal_app:x@127.0.0.1:1/none", { max: 1, name: "nowhere" });
  holder[DATABASES] = { app: nowhere, counters: nowhere, probe: nowhere };
  const told = await ask({});
  holder[DATABASES] = pools;
  await nowhere.$client.end({ timeout: 0 });
  return told;
}

const cancelAll = () =>
  backstage.sql`select pg_cancel_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = 'portal_app' and wait_event_type = 'Lock'`;

/** How each code comes about. */
const PRODUCED: Readonly<Partial<Record<ErrorCode, () => Promise<Told>>>> = {
  "request.unknown-field": () => post(cashIn({ colour: "blue" })),
  "request.duplicate-field": () => post('{"operationType":"cash-in","amount":"1.00","amount":"2.00"}'),
  "request.invalid": () => post(cashIn({ amount: 5 })),
  "request.malformed-json": () => post("{"),
  "request.unsupported-media-type": () => post(cashIn(), { headers: { "content-type": "text/plain" } }),
  "request.too-large": () => post(cashIn({ memo: "a".repeat(65_536) })),
  "request.not-found": () => ask({ rest: "nothing" }),
  "request.method-not-allowed": () => ask({ method: "DELETE" }),
  "runtime.internal": whileTableIsGone,
  "runtime.database-unavailable": whileDatabaseIsAway,
  "runtime.busy": () => meanwhile(cancelAll),

  "auth.invalid-api-key": () => ask({ by: makeKey() }),
  // Of the codes that count against an address it is the last by name: good keys go on from there.
  "request.rate-limited": () => until("request.rate-limited", 200, () => ask({ by: makeKey() })),
  "auth.address-not-allowed": async () => ask({ by: await weak({ allowedAddresses: ["10.0.0.0/8"] }) }),
  "auth.forbidden": () =>
    meanwhile((person) => backstage.sql`update memberships set status = 'suspended' where person_id = ${person.id}`),
  "api-keys.permission-missing": async () => ask({ by: await weak({ permissions: [] }) }),
  "api-keys.rate-limited": async () => {
    const by = await weak({ requestsPerMinute: 1 });
    return until("api-keys.rate-limited", 5, () => ask({ by }));
  },
  "organisations.distributor-not-found": () => ask({ path: pathOf(other, "balance") }),
  "organisations.feature-off": () => changed("features_off", "array['api-keys']"),
  "organisations.distributor-suspended": () => changed("status", "'suspended'"),
  "limits.distributor-per-transaction-exceeded": () => changed("max_amount_minor", "1"),
  "limits.distributor-daily-volume-exceeded": () => changed("max_daily_minor", "1"),
  "limits.distributor-weekly-volume-exceeded": () => changed("max_weekly_minor", "1"),
  "limits.maker-daily-exceeded": () => limited("makerDaily"),
  "limits.maker-weekly-exceeded": () => limited("makerWeekly"),
  "limits.customer-daily-exceeded": () => limited("customerDaily"),
  "limits.customer-weekly-exceeded": () => limited("customerWeekly"),
  "limits.per-transaction-exceeded": async () => post(cashIn(), { by: await weak({ maxAmountMinor: 1n }) }),
  "limits.daily-volume-exceeded": async () => post(cashIn(), { by: await weak({ maxDailyMinor: 1n }) }),

  "idempotency.key-malformed": () => post(cashIn(), { headers: { "idempotency-key": "" } }),
  "idempotency.in-progress": whileKeyIsClaimed,
  "idempotency.key-reused": async () => {
    const headers = { "idempotency-key": "reused" };
    await post(cashIn(), { headers });
    return post(cashIn({ amount: "2.00" }), { headers });
  },

  "money.malformed": () => post(cashIn({ amount: "1e3" })),
  "money.not-positive": () => post(cashIn({ amount: "0" })),
  "money.too-many-decimals": () => post(cashIn({ amount: "0.001" })),
  "money.too-large": () => post(cashIn({ amount: "1000000000000000" })),
  "phone.malformed": () => post(cashIn({ phoneTo: "08123456781" })),
  "operations.destination-both": () => post(cashIn({ merchantToShortCode: "100000" })),
  "operations.destination-missing": () => post(cashIn({ phoneTo: null })),
  "operations.not-found": () => ask({ rest: `operations/${UNKNOWN}` }),
  "operations.fulfilment-id-used": async () => {
    await post(cashOut());
    return post(cashOut({ amount: "2.00" }));
  },
  "pagination.bad-limit": () => ask({ rest: "operations?limit=0" }),
  "pagination.bad-cursor": () => ask({ rest: "cashouts?cursor=x" }),
  "wallets.unknown-phone": () => post(cashIn({ phoneTo: "+2348000000000" })),
  "wallets.unknown-short-code": () => ask({ rest: "recipients?shortCode=999999" }),
  "wallets.holder-inactive": () => post(cashIn({ phoneTo: GONE })),
  "wallets.withdrawal-not-found": () => put(UNKNOWN),
  "wallets.withdrawal-taken": async () => {
    const id = await withdrawal();
    await put(id);
    return put(id, { cashOutFulfillmentType: "bank-transfer" });
  },
  "wallets.withdrawal-cancelled": async () => {
    const id = await withdrawal();
    await portal.world.asOwner((ctx) => cancelWithdrawal(ctx, readId("withdrawal", id) as Id<"withdrawal">));
    return put(id);
  },
  "operations.consents-asked-too-often": async () => {
    const till = await portal.world.distributor(0n, "on");
    const by = await portal.key(till, await till.person("Maker Four", ["maker"]));
    const again = (n: number) => cashOut({ cashOutFulfillmentID: `C-${n}` });
    for (let n = 0; n < CONSENTS_AN_HOUR; n++) await post(again(n), { by, path: pathOf(till, "operations") });
    return post(again(CONSENTS_AN_HOUR), { by, path: pathOf(till, "operations") });
  },
  "ledger.insufficient-float": () => post(cashIn({ amount: "99999999999.00" })),
  "ledger.insufficient-wallet": () => post(cashOut({ amount: "99999999999.00", cashOutFulfillmentID: "R-2" })),
};

const CODES = [
  ...new Set([...BESIDE_ENDPOINTS, ...ENDPOINTS.flatMap((one) => [...codesOf(one).values()].flat())]),
].sort();

describe("each code that the document names comes about, in an answer that the document knows", () => {
  it.each(CODES)("%s", async (code) => {
    const produce = PRODUCED[code];
    if (!produce) throw new Error(`nothing here produces ${code}: add a line to PRODUCED`);
    const { sent, answer } = await produce();
    expect({ code: answer.json?.code, objections: objectionsTo(sent, answer) }).toEqual({ code, objections: [] });
    expect(answer.headers["x-request-id"]).toBe(answer.json.requestId);
  });

  it("and nothing is produced here that the document does not name", () => {
    expect(Object.keys(PRODUCED).filter((code) => !CODES.includes(code as ErrorCode))).toEqual([]);
  });
});
