import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { cashIn, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { putInForce, ruleFor } from "@/db/test/policies";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { noticeBlocked, setNoticeSettings } from "@/lib/notifications";
import { run, systemCaller } from "@/lib/runtime";
import { listNotices, readAllNotices, readPulse } from ".";

let world: World;
let backstage: Backstage;
let phone: E164;
let d: TestDistributor;
let maker: TestPerson;
let admin: TestPerson;
let one: TestPerson;
let two: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  phone = (await world.customer("+2348123450001")).phone;
});

beforeEach(async () => {
  await backstage.sql`update memberships set status = 'removed'`;
  d = await world.distributor(1_000_000_00n);
  maker = await d.person("Maker", ["maker"]);
  admin = await d.person("Admin", ["admin"]);
  one = await d.person("Checker one", ["checker"]);
  two = await d.person("Checker two", ["checker"]);
  await wants(admin);
  await putInForce(world, { distributor: d, admin, checker: one }, [ruleFor({ approvals: 2 })]);
  // That it is in force is news, too.
  await world.as(admin.caller, readAllNotices);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

/** No quiet hours: a test runs at any time of the day. */
const wants = (who: TestPerson, quiet: { from: number; to: number } | null = null) =>
  world.as(who.caller, (ctx) => setNoticeSettings(ctx, { smsAfterMinutes: null, quiet }));
const pay = () => submit(world, maker.caller, cashIn(1_00n, phone));
const leave = ({ id }: TestPerson, status = "suspended") =>
  backstage.sql`update memberships set status = ${status} where person_id = ${id}`;
const bell = async (who: TestPerson) =>
  (await world.as(who.caller, (ctx) => listNotices(ctx, 10))).filter(({ kind }) => kind !== "ended");
const unread = async (who: TestPerson) => (await world.as(who.caller, readPulse)).unread;

/** Whom the worker has told in one round, and of how many. */
async function told(): Promise<{ who: string; blocked: number }[]> {
  const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  try {
    const before = await backstage.sql`select id from outbox_events`;
    await run(systemCaller(world.issuerId, "worker"), { requestId: "test", database: worker }, noticeBlocked);
    const events = await backstage.sql<{ id: string; name: string; blocked: number }[]>`
      select e.id, p.name, (e.payload->>'blocked')::int as blocked from outbox_events e join people p on p.id = (e.payload->>'personId')::uuid
       where e.topic = 'requests.blocked' order by p.name`;
    return events
      .filter(({ id }) => !before.some((old) => old.id === id))
      .map(({ name, blocked }) => ({ who: name, blocked }));
  } finally {
    await worker.$client.end();
  }
}

it("admins are told once of each request that has become blocked, and nobody while none is", async () => {
  await pay();
  expect(await told()).toEqual([]);
  await leave(two);
  await pay();
  expect(await told()).toEqual([{ who: "Admin", blocked: 2 }]);
  expect(await told()).toEqual([]);
  await pay();
  expect(await told()).toEqual([{ who: "Admin", blocked: 3 }]);
});

it("the bell of admins shows it while it is so, as read once it was read", async () => {
  const id = await pay();
  await leave(two);
  await told();
  expect(await bell(admin)).toMatchObject([{ kind: "blocked", operation: { id }, isUnread: true }]);
  expect([await unread(admin), await unread(maker)]).toEqual([1, 0]);
  // Whoever could still be one of those who approve it is told of that.
  expect(await bell(one)).toMatchObject([{ kind: "decide" }]);
  await world.as(admin.caller, readAllNotices);
  expect(await unread(admin)).toBe(0);
  await leave(two, "active");
  await told();
  expect([await bell(admin), await unread(admin)]).toEqual([[], 0]);
});

it("nobody is told in their quiet hours, and everybody after them", async () => {
  const now = new Date(Date.now() + 3_600_000);
  const from = 30 * Math.floor((now.getUTCHours() * 60 + now.getUTCMinutes()) / 30);
  await wants(admin, { from, to: (from + 60) % 1440 });
  await pay();
  await leave(two);
  expect(await told()).toEqual([]);
  await wants(admin);
  expect(await told()).toEqual([{ who: "Admin", blocked: 1 }]);
});

it("the issuer’s admins are told of what wants for the issuer’s people", async () => {
  const boss = await world.staff("Boss", ["admin"]);
  await wants(boss);
  const input = { type: "float-request", amount: money(1_00n, "NGN"), reference: "Paid", memo: null } as const;
  await submit(world, maker.caller, { input, idempotency: null });
  expect(await told()).toEqual([
    { who: "Admin", blocked: 1 },
    { who: "Boss", blocked: 1 },
  ]);
  await world.staff("Issuer’s checker", ["checker"]);
  await told();
  expect(await backstage.sql`select from operation_blocks where organisation_id = ${d.id}`).toHaveLength(0);
});
