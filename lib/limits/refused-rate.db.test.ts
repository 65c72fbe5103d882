import postgres from "postgres";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { codeOf, tally } from "@/db/test/acts";
import { createWorld, type World } from "@/db/test/world";
import { countVisit, REFUSALS_PER_MINUTE } from ".";

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

type Process = typeof import(".");

/** Application processes: each has its own memory of who is over. */
async function processes(count: number): Promise<Process[]> {
  const all: Process[] = [];
  for (let n = 0; n < count; n++) {
    vi.resetModules();
    all.push(await import("."));
  }
  return all;
}

async function minuteNow(): Promise<string> {
  const [row] = await superuser`select date_trunc('minute', clock_timestamp())::text as minute`;
  return row?.minute;
}

/** The outcomes of so many refusals within one minute of the database's clock, each counted by the next of the processes. */
async function refusals(count: number, addressOf: (n: number) => string | null): Promise<Record<string, number>> {
  for (;;) {
    const minute = await minuteNow();
    await superuser`delete from rate_counters`;
    const all = await processes(2);
    const codes = await Promise.all(
      Array.from({ length: count }, (_, n) => codeOf((all[n % 2] as Process).countRefusal(addressOf(n)))),
    );
    if ((await minuteNow()) === minute) return tally(codes);
  }
}

const LIMITED = { accepted: REFUSALS_PER_MINUTE, "request.rate-limited": 20 };

it("one address is refused so often in a minute and then told to wait, exactly, over two processes", async () => {
  expect(await refusals(REFUSALS_PER_MINUTE + 20, () => "203.0.113.7")).toEqual(LIMITED);
  expect(await refusals(REFUSALS_PER_MINUTE + 20, (n) => (n % 2 ? "203.0.113.7" : "::ffff:203.0.113.7"))).toEqual(
    LIMITED,
  );
  expect(await refusals(REFUSALS_PER_MINUTE + 20, (n) => `2001:db8:1:2::${n.toString(16)}`)).toEqual(LIMITED);
});

it("others are not refused for it, nor is one whose address is not known", async () => {
  const apart = await refusals(REFUSALS_PER_MINUTE + 20, (n) => `198.51.${n % 100}.${Math.floor(n / 100)}`);
  expect(apart).toEqual({ accepted: REFUSALS_PER_MINUTE + 20 });
  expect(await refusals(REFUSALS_PER_MINUTE + 20, () => null)).toEqual({ accepted: REFUSALS_PER_MINUTE + 20 });
});

it("who is over is told when to come back, and costs no statement until then", async () => {
  const [here] = (await processes(1)) as [Process];
  const refuse = () => here.countRefusal("203.0.113.9");
  let last: unknown;
  for (let n = 0; n < 2 * REFUSALS_PER_MINUTE + 2 && !last; n++) {
    last = await refuse().then(
      () => undefined,
      (error: unknown) => error,
    );
  }
  expect(last).toMatchObject({
    code: "request.rate-limited",
    details: { retryAfterSeconds: expect.toSatisfy((n: number) => n >= 1 && n <= 60) },
  });
  const count = async () => (await superuser`select sum(used)::int as n from rate_counters`)[0]?.n;
  const before = await count();
  for (let n = 0; n < 50; n++) await refuse().catch(() => undefined);
  expect(await count()).toBe(before);
});

it("refusals do not use up what an address may look up", async () => {
  await refusals(REFUSALS_PER_MINUTE + 1, () => "203.0.113.11");
  expect(await codeOf(countVisit("203.0.113.11"))).toBe("accepted");
});

it("a counter that cannot be reached limits nobody", async () => {
  const [here] = (await processes(1)) as [Process];
  await superuser`alter table rate_counters rename to away`;
  expect(await codeOf(here.countRefusal("203.0.113.13"))).toBe("accepted");
  await superuser`alter table away rename to rate_counters`;
});
