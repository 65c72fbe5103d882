import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tally } from "@/db/test/acts";
import { type FrontProcesses, startFronts } from "@/db/test/front-processes";
import { pathOf } from "@/db/test/portal";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { createKey, makeKey, type NewKey } from "@/lib/api-keys";
import { REFUSALS_PER_MINUTE } from "@/lib/limits";
import { run } from "@/lib/runtime";

/*
 * Two application processes on one database, and one more behind a trusted proxy. What counts in minutes is tried again where a minute of the
 * database's clock has turned meanwhile.
 */

const ROUNDS = 20;
const AT_ONCE = 50;
const ALLOWED = 20;

let world: World;
let fronts: FrontProcesses;
let behindProxy: FrontProcesses;
let superuser: postgres.Sql;
let own: TestDistributor;
let maker: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
  [fronts, behindProxy] = await Promise.all([
    startFronts(world, 2),
    startFronts(world, 1, { TRUSTED_PROXY_HOPS: "1" }),
  ]);
  own = await world.distributor(0n);
  maker = await own.person("Maker", ["maker"]);
});

afterAll(async () => {
  await Promise.all([fronts?.close(), behindProxy?.close()]);
  expect(await world.violations()).toEqual([]);
  await superuser.end();
  await world.close();
});

async function newKey(change: Partial<NewKey> = {}): Promise<string> {
  const key: NewKey = {
    distributorId: own.id,
    label: "test",
    madeBy: maker.id,
    permissions: ["read-balance"],
    maxAmountMinor: null,
    maxDailyMinor: null,
    allowedAddresses: [],
    requestsPerMinute: 100_000,
    expiresAt: new Date(Date.now() + 86_400_000),
    ...change,
  };
  return (await run(world.system, { requestId: "test", database: world.owner }, (ctx) => createKey(ctx, key))).secret;
}

type Answer = { readonly status: number; readonly code: string; readonly headers: Record<string, string | undefined> };

/** Asks for the balance from an address of this machine's own, 127.x.x.x. */
function ask(origin: string, secret: string, from = "127.0.0.1", headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { localAddress: from, headers: { authorization: `Bearer ${secret}`, ...headers }, agent: false };
    const outgoing = httpRequest(`${origin}${pathOf(own, "balance")}`, options, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => {
        const { code = "" } = JSON.parse(text) as { code?: string };
        resolve({ status: response.statusCode ?? 0, code, headers: response.headers as Answer["headers"] });
      });
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}

const atOnce = (count: number, one: (n: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length: count }, (_, n) => one(n)));
const front = (n: number) => fronts.origins[n % 2] as string;
const codes = (answers: readonly Answer[]) => tally(answers.map(({ status, code }) => `${status} ${code}`.trim()));

/** Does something within one minute of the database's clock. */
async function withinMinute<T>(work: () => Promise<T>): Promise<T> {
  const minute = async () => (await superuser`select date_trunc('minute', clock_timestamp())::text as at`)[0]?.at;
  for (;;) {
    const before = await minute();
    const done = await work();
    if ((await minute()) === before) return done;
  }
}

let addresses = 0;
/** An address nobody has come from yet. */
const nextAddress = () => `127.0.7.${++addresses}`;

describe("a key's rate", () => {
  it(`of ${AT_ONCE} requests at once over two processes exactly the ${ALLOWED} of its limit are answered, in each of ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await withinMinute(async () => {
        const secret = await newKey({ requestsPerMinute: ALLOWED });
        return atOnce(AT_ONCE, (n) => ask(front(n), secret));
      });
      expect(codes(answers)).toEqual({ "200": ALLOWED, "429 api-keys.rate-limited": AT_ONCE - ALLOWED });
      const left = answers.filter(({ status }) => status === 200).map(({ headers }) => leftOf(headers.ratelimit).r);
      expect(left.sort((x, y) => x - y)).toEqual(Array.from({ length: ALLOWED }, (_, n) => n));
    }
  });

  it("is said in the fields of the IETF's draft, and when to come back as Retry-After", async () => {
    const secret = await newKey({ requestsPerMinute: 2 });
    const [first, second, third] = await withinMinute(async () => {
      const other = await newKey({ requestsPerMinute: 2 });
      return [await ask(front(0), other), await ask(front(1), other), await ask(front(0), other)] as const;
    });
    for (const { headers } of [first, second, third]) expect(headers["ratelimit-policy"]).toBe('"key";q=2;w=60');
    expect([first, second, third].map(({ headers }) => leftOf(headers.ratelimit).r)).toEqual([1, 0, 0]);
    for (const { headers } of [first, second, third]) {
      const { t } = leftOf(headers.ratelimit);
      expect(t >= 1 && t <= 60).toBe(true);
    }
    expect(third.status).toBe(429);
    expect(third.headers["retry-after"]).toBe(String(leftOf(third.headers.ratelimit).t));
    const refused = await ask(front(0), await newKey({ permissions: [] }));
    expect([refused.status, refused.headers.ratelimit]).toEqual([403, expect.stringMatching(/^"key";r=99999;t=\d+$/)]);
    await superuser`update distributors set status = 'suspended' where id = ${own.id}`;
    const suspended = await ask(front(0), await newKey());
    await superuser`update distributors set status = 'active' where id = ${own.id}`;
    expect([suspended.code, leftOf(suspended.headers.ratelimit).r]).toEqual([
      "organisations.distributor-suspended",
      99_999,
    ]);
    const elsewhere = await ask(front(0), await newKey({ allowedAddresses: ["10.0.0.1"] }), nextAddress());
    expect([elsewhere.status, elsewhere.headers["ratelimit-policy"], elsewhere.headers.ratelimit]).toEqual([
      403,
      '"key";q=100000;w=60',
      undefined,
    ]);
    const stranger = await ask(front(0), makeKey(), nextAddress());
    expect([stranger.headers["ratelimit-policy"], stranger.headers.ratelimit]).toEqual([undefined, undefined]);
    expect((await ask(front(0), secret)).status).toBe(200);
  });
});

function leftOf(field: string | undefined): { r: number; t: number } {
  const [, r, t] = /^"key";r=(\d+);t=(\d+)$/.exec(field ?? "") ?? [];
  return { r: Number(r), t: Number(t) };
}

describe("whoever comes without a good key", () => {
  it("gets so many 401s a minute by address, over both processes, then 429 with Retry-After; a good key passes all the while", async () => {
    const secret = await newKey();
    const { answers, good } = await withinMinute(async () => {
      const from = nextAddress();
      const bad = [makeKey(), "uwk_short", "", `uwk_${"0".repeat(48)}`];
      const all = await atOnce(REFUSALS_PER_MINUTE + 20, (n) => ask(front(n), bad[n % bad.length] as string, from));
      return { answers: all, good: await atOnce(20, (n) => ask(front(n), secret, from)) };
    });
    expect(codes(answers)).toEqual({ "401 auth.invalid-api-key": REFUSALS_PER_MINUTE, "429 request.rate-limited": 20 });
    for (const { headers } of answers.filter(({ status }) => status === 429)) {
      const seconds = Number(headers["retry-after"]);
      expect(seconds >= 1 && seconds <= 60).toBe(true);
    }
    expect(codes(good)).toEqual({ "200": 20 });
  });

  it("is limited alike with a key that may not be used from there", async () => {
    const elsewhere = await newKey({ allowedAddresses: ["10.0.0.0/8"] });
    const answers = await withinMinute(() => {
      const from = nextAddress();
      return atOnce(REFUSALS_PER_MINUTE + 5, (n) => ask(front(n), elsewhere, from));
    });
    expect(codes(answers)).toEqual({
      "403 auth.address-not-allowed": REFUSALS_PER_MINUTE,
      "429 request.rate-limited": 5,
    });
  });
});

const FORGED: readonly [string, OutgoingHttpHeaders][] = [
  ["X-Forwarded-For", { "x-forwarded-for": "10.1.2.3" }],
  ["X-Forwarded-For, twice", { "x-forwarded-for": ["10.1.2.3", "10.1.2.3"] }],
  ["X-Forwarded-For with itself last", { "x-forwarded-for": "127.0.0.1, 10.1.2.3" }],
  ["Forwarded", { forwarded: 'for=10.1.2.3;by=10.1.2.3, for="[::ffff:10.1.2.3]"' }],
  ["X-Real-IP", { "x-real-ip": "10.1.2.3" }],
  ["X-Client-IP", { "x-client-ip": "10.1.2.3" }],
  ["True-Client-IP", { "true-client-ip": "10.1.2.3" }],
  ["CF-Connecting-IP", { "cf-connecting-ip": "10.1.2.3" }],
  ["X-Forwarded and Via", { "x-forwarded": "10.1.2.3", via: "1.1 10.1.2.3" }],
  [
    "X-Original-Forwarded-For and X-Cluster-Client-IP",
    { "x-original-forwarded-for": "10.1.2.3", "x-cluster-client-ip": "10.1.2.3" },
  ],
  ["our own", { "x-portal-peer": "10.1.2.3", "x-portal-proof": "guess", "x-portal-forwarded": "1" }],
];

describe("where a request comes from is the true peer's address, whatever it says of itself", () => {
  it.each(FORGED)("%s changes nothing: neither who is on an allow-list nor who is limited", async (_, headers) => {
    const [listed, here] = await Promise.all([
      newKey({ allowedAddresses: ["10.1.2.3", "::ffff:10.1.2.3"] }),
      newKey({ allowedAddresses: ["127.0.0.0/8"] }),
    ]);
    const from = nextAddress();
    expect((await ask(front(0), listed, from, headers)).code).toBe("auth.address-not-allowed");
    expect((await ask(front(0), here, from, headers)).status).toBe(200);
    const answers = await withinMinute(() => {
      const one = nextAddress();
      return atOnce(REFUSALS_PER_MINUTE + 3, (n) => ask(front(n), makeKey(), one, n % 2 ? headers : {}));
    });
    expect(codes(answers)["429 request.rate-limited"]).toBe(3);
  });

  it.each([
    ["the proxy's own entry", { "x-forwarded-for": "203.0.113.5" }, true],
    ["as IPv4 inside IPv6", { "x-forwarded-for": "::ffff:203.0.113.5" }, true],
    ["after what the client forged", { "x-forwarded-for": "10.1.2.3, 203.0.113.5" }, true],
    ["forged before the proxy's entry", { "x-forwarded-for": "203.0.113.5, 198.51.100.1" }, false],
    [
      "forged in other headers",
      { "x-forwarded-for": "198.51.100.1", "x-real-ip": "203.0.113.5", forwarded: "for=203.0.113.5" },
      false,
    ],
    ["nonsense", { "x-forwarded-for": "203.0.113.5, unknown" }, false],
  ])("behind one trusted proxy it is the last entry: %s", async (_, headers, isListed) => {
    const secret = await newKey({ allowedAddresses: ["203.0.113.5"] });
    const { status } = await ask(
      behindProxy.origins[0] as string,
      secret,
      nextAddress(),
      headers as OutgoingHttpHeaders,
    );
    expect(status).toBe(isListed ? 200 : 403);
  });
});
