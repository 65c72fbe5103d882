import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { codeOf, tally } from "@/db/test/acts";
import { createWorld, type World } from "@/db/test/world";
import { run, systemCaller } from "@/lib/runtime";
import { countVisit, pruneRequestCounters, VISITS_PER_MINUTE } from ".";

let world: World;
let superuser: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1 });
});

afterAll(async () => {
  await superuser.end();
  await world.close();
});

/** The outcomes of so many visits, all within one minute of the database's clock. */
async function visits(count: number, addressOf: (n: number) => string | null): Promise<Record<string, number>> {
  for (;;) {
    const minute = await minuteNow();
    await superuser`delete from rate_counters`;
    const codes = await Promise.all(Array.from({ length: count }, (_, n) => codeOf(countVisit(addressOf(n)))));
    if ((await minuteNow()) === minute) return tally(codes);
  }
}

async function minuteNow(): Promise<string> {
  const [row] = await superuser`select date_trunc('minute', clock_timestamp())::text as minute`;
  return row?.minute;
}

const LIMITED = { accepted: VISITS_PER_MINUTE, "request.rate-limited": 20 };

it("one address may look up so often in a minute and no more, however many ask at once", async () => {
  expect(await visits(VISITS_PER_MINUTE + 20, () => "203.0.113.7")).toEqual(LIMITED);
  await expect(countVisit("203.0.113.7")).rejects.toMatchObject({
    details: { retryAfterSeconds: expect.toSatisfy((n: number) => n >= 1 && n <= 60) },
  });
});

it("addresses of one IPv6 /64 count as one, others each by themselves", async () => {
  expect(await visits(VISITS_PER_MINUTE + 20, (n) => `2001:db8:1:2::${n.toString(16)}`)).toEqual(LIMITED);
  const apart = await visits(VISITS_PER_MINUTE + 20, (n) => `198.51.${n % 100}.${Math.floor(n / 100)}`);
  expect(apart).toEqual({ accepted: VISITS_PER_MINUTE + 20 });
});

it("an address that is not known is not limited: it would be everybody's", async () => {
  expect(await visits(VISITS_PER_MINUTE + 20, () => null)).toEqual({ accepted: VISITS_PER_MINUTE + 20 });
});

it("an address is counted under a digest, and the worker removes counters of minutes that are over, which belong to no issuer", async () => {
  await visits(1, () => "203.0.113.9");
  const [counter] = await superuser`select issuer_id, subject from rate_counters`;
  expect(counter?.subject).not.toContain("203.0.113");
  await superuser`update rate_counters set window_start = window_start - interval '1 hour'`;
  await countVisit("203.0.113.9");
  const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  await run(systemCaller(world.issuerId, "clock"), { requestId: "test", database: worker }, pruneRequestCounters);
  await worker.$client.end();
  const left = await superuser`select window_start > now() - interval '2 minutes' as fresh from rate_counters`;
  expect([...left]).toEqual([{ fresh: true }]);
});
