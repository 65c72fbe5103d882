import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { makeFile } from "@/db/test/files";
import { auditOf } from "@/db/test/keys";
import { aPhone, invite } from "@/db/test/people";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import {
  markNoticesRead,
  noticeWaiting,
  pruneNotices,
  readEscalation,
  readNoticeSettings,
  setEscalation,
  setNoticeSettings,
} from "@/lib/notifications";
import type { NoticeSettings } from "@/lib/notifications/schemas";
import { run, systemCaller, type UserPrincipal } from "@/lib/runtime";
import { listNotices, readAllNotices, readPulse } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let second: TestPerson;
let admin: TestPerson;
let phone: E164;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  phone = (await world.customer("+2348123456781")).phone;
});
beforeEach(async () => {
  a = await world.distributor(1_000_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  second = await a.person("Second", ["checker"]);
  admin = await a.person("Admin", ["admin"]);
  for (const one of [checker, second]) await wants(one, { smsAfterMinutes: 30, quiet: null });
});
afterAll(async () => {
  await backstage.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update operations set updated_at = coalesce(decided_at, created_at)`;
  });
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const ask = () => submit(world, maker.caller, cashIn(100_00n, phone));
const bellOf = (who: TestPerson) => world.as(who.caller, (ctx) => listNotices(ctx, 20));
const unreadOf = async (who: TestPerson) => (await world.as(who.caller, readPulse)).unread;
const wants = (who: TestPerson, settings: NoticeSettings) =>
  world.as(who.caller, (ctx) => setNoticeSettings(ctx, settings));

async function waitedFor(id: Id<"operation">, interval: string): Promise<void> {
  await backstage.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update operations set updated_at = now() - ${interval}::interval where id = ${id}`;
  });
}

/** What the worker tells in one round, of people of this distributor. */
async function told(): Promise<{ who: string; waiting: number; escalated: boolean }[]> {
  const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  const request = { requestId: "test", database: worker };
  try {
    const before = await backstage.sql`select id from outbox_events`;
    await run(systemCaller(world.issuerId, "worker"), request, noticeWaiting);
    const events = await backstage.sql<
      { id: string; name: string; payload: { waiting: number; escalated: boolean } }[]
    >`select e.id, p.name, e.payload from outbox_events e join people p on p.id = (e.payload->>'personId')::uuid
       where e.topic = 'requests.waiting' and e.organisation_id = ${a.id} order by p.name`;
    return events
      .filter(({ id }) => !before.some((one) => one.id === id))
      .map(({ name, payload: { waiting, escalated } }) => ({ who: name, waiting, escalated }));
  } finally {
    await worker.$client.end();
  }
}

async function prune(): Promise<void> {
  const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  await run(systemCaller(world.issuerId, "worker"), { requestId: "test", database: worker }, pruneNotices);
  await worker.$client.end();
}

describe("the bell", () => {
  it("tells whoever may decide at once, and nobody else", async () => {
    const id = await ask();
    for (const one of [checker, second]) {
      expect(await bellOf(one)).toMatchObject([{ kind: "decide", operation: { id }, isUnread: true }]);
      expect(await unreadOf(one)).toBe(1);
    }
    const stranger = await (await world.distributor(0n)).person("Stranger", ["checker"]);
    for (const one of [maker, admin, stranger]) expect([await bellOf(one), await unreadOf(one)]).toEqual([[], 0]);
  });

  it("tells the maker of what was made on screen how it ended, and no longer anybody to decide", async () => {
    const id = await ask();
    await decide(world, checker.caller, id, "reject");
    expect(await bellOf(maker)).toMatchObject([
      { kind: "ended", operation: { id, status: "rejected" }, isUnread: true },
    ]);
    expect([await unreadOf(maker), await unreadOf(checker), await bellOf(second)]).toEqual([1, 0, []]);
  });

  it("keeps what was read as read, one by one and all at once, each person for themselves", async () => {
    const [one, other] = [await ask(), await ask()];
    await world.as(checker.caller, (ctx) => markNoticesRead(ctx, { operations: [one], all: false }));
    expect([await unreadOf(checker), await unreadOf(second)]).toEqual([1, 2]);
    const unread = (await bellOf(checker)).filter(({ isUnread }) => isUnread).map(({ operation }) => operation.id);
    expect(unread).toEqual([other]);
    await world.as(checker.caller, readAllNotices);
    expect([await unreadOf(checker), await unreadOf(second)]).toEqual([0, 2]);
    await ask();
    expect(await unreadOf(checker)).toBe(1);
  });

  it("shows as unread what was begun before all was marked and is written after it", async () => {
    const id = await ask();
    await waitedFor(id, "1 minute");
    // Not yet there when the person looked.
    await backstage.sql`update operations set status = status where id = ${id}`;
    await backstage.sql`delete from notice_reads`;
    await world.as(second.caller, (ctx) => markNoticesRead(ctx, { operations: [], all: true }));
    expect(await unreadOf(second)).toBe(1);
    await waitedFor(id, "10 minutes");
    expect(await unreadOf(second)).toBe(0);
  });

  it("is marked only by whose it is: somebody else's session proves nothing", async () => {
    await ask();
    const thief = (await checker.caller.authenticate(undefined as never, { address: null })) as UserPrincipal;
    const caller = { ...checker.caller, authenticate: async () => ({ ...thief, sessionId: second.sessionId }) };
    expect(await codeOf(world.as(caller, readAllNotices))).toBe("auth.forbidden");
    expect(await unreadOf(checker)).toBe(1);
  });
});

describe("a file", () => {
  const makeOne = () =>
    makeFile(
      world,
      maker,
      [1, 2, 3].map((n) => [phone, n]),
    );

  it("is told of as one: to whoever may decide while any of it waits, to its maker once all of it has ended", async () => {
    const [first, ...rest] = await makeOne();
    const bell = await bellOf(checker);
    expect(bell).toMatchObject([{ kind: "decide", file: { statuses: { pending: 3 } }, isUnread: true }]);
    expect([await unreadOf(checker), await unreadOf(second), await bellOf(maker)]).toEqual([1, 1, []]);
    const operations = bell.map(({ operation }) => operation.id);
    await world.as(checker.caller, (ctx) => markNoticesRead(ctx, { operations, all: false }));
    await decide(world, checker.caller, first as Id<"operation">);
    expect(await bellOf(checker)).toMatchObject([
      { file: { statuses: { pending: 2, completed: 1 } }, isUnread: false },
    ]);
    expect([await unreadOf(checker), await unreadOf(second)]).toEqual([0, 1]);
    for (const id of rest) await decide(world, second.caller, id, "reject");
    expect([await bellOf(checker), await unreadOf(second)]).toEqual([[], 0]);
    expect(await bellOf(maker)).toMatchObject([
      { kind: "ended", file: { statuses: { completed: 1, rejected: 2 } }, isUnread: true },
    ]);
    expect(await unreadOf(maker)).toBe(1);
    await world.as(maker.caller, readAllNotices);
    expect([await unreadOf(maker), (await bellOf(maker)).map(({ isUnread }) => isUnread)]).toEqual([0, [false]]);
  });

  it("is one SMS for each person and one escalation, and stays told of while any of it waits", async () => {
    await wants(admin, { smsAfterMinutes: null, quiet: null });
    const ids = await makeOne();
    for (const id of ids) await waitedFor(id, "31 minutes");
    const both = ["Checker", "Second"].map((who) => ({ who, waiting: 3, escalated: false }));
    expect(await told()).toEqual(both);
    const kept = () => backstage.sql`select operation_id from notice_sms where organisation_id = ${a.id}`;
    expect(await kept()).toHaveLength(2);
    const [{ operation_id: about } = {}] = await kept();
    await decide(world, second.caller, about);
    await backstage.sql`update notice_sms set at = at - interval '16 minutes'`;
    await prune();
    expect(await told()).toEqual([]);
    for (const id of ids.filter((one) => one !== about)) await waitedFor(id, "241 minutes");
    expect((await told()).map(({ who, escalated }) => [who, escalated])).toEqual([
      ["Admin", true],
      ["Checker", true],
      ["Second", true],
    ]);
    const acts = await Promise.all(ids.map((id) => auditOf(world, id)));
    expect(acts.flat().filter(({ action }) => action === "operation.escalated")).toHaveLength(1);
  });
});

describe("an SMS about what waits", () => {
  it("goes to whoever may decide once it has waited for as long as they let it, and once", async () => {
    const id = await ask();
    await wants(second, { smsAfterMinutes: 60, quiet: null });
    await waitedFor(id, "29 minutes");
    expect(await told()).toEqual([]);
    await waitedFor(id, "31 minutes");
    expect(await told()).toEqual([{ who: "Checker", waiting: 1, escalated: false }]);
    expect(await told()).toEqual([]);
    await waitedFor(id, "61 minutes");
    expect(await told()).toEqual([{ who: "Second", waiting: 1, escalated: false }]);
  });

  it("tells of all that waits in one, and of what comes within a quarter of an hour in the next", async () => {
    for (const id of [await ask(), await ask(), await ask()]) await waitedFor(id, "31 minutes");
    await wants(second, { smsAfterMinutes: null, quiet: null });
    expect(await told()).toEqual([{ who: "Checker", waiting: 3, escalated: false }]);
    await waitedFor(await ask(), "31 minutes");
    expect(await told()).toEqual([]);
    await backstage.sql`update notice_sms set at = at - interval '16 minutes'`;
    expect(await told()).toEqual([{ who: "Checker", waiting: 4, escalated: false }]);
  });

  it("waits for the end of quiet hours, also of those that go over midnight", async () => {
    const minute = await localMinute();
    await wants(checker, { smsAfterMinutes: 30, quiet: { from: (minute + 1410) % 1440, to: (minute + 60) % 1440 } });
    await wants(second, { smsAfterMinutes: 30, quiet: { from: (minute + 60) % 1440, to: (minute + 1410) % 1440 } });
    await waitedFor(await ask(), "31 minutes");
    expect(await told()).toEqual([{ who: "Second", waiting: 1, escalated: false }]);
    await wants(checker, { smsAfterMinutes: 30, quiet: null });
    expect(await told()).toEqual([{ who: "Checker", waiting: 1, escalated: false }]);
  });

  it("is not sent for what has been decided, expired or put on hold, and of two workers by one", async () => {
    const [decided, expired, waits] = [await ask(), await ask(), await ask()];
    for (const id of [decided, expired, waits]) await waitedFor(id, "31 minutes");
    await decide(world, second.caller, decided);
    await backstage.expire(expired);
    await backstage.suspend("distributors", a.id);
    expect(await told()).toEqual([]);
    await backstage.reinstate("distributors", a.id);
    const rounds = (await Promise.all([told(), told()])).map((one) => one.length).sort();
    expect(rounds.at(-1)).toBe(2);
    expect(await backstage.sql`select count(*)::int as n from notice_sms where organisation_id = ${a.id}`).toEqual([
      { n: 2 },
    ]);
  });

  it("goes to the issuer's checkers where they stand in", async () => {
    const lonely = await world.distributor(1_000_000_00n);
    const alone = await lonely.person("Alone", ["maker", "checker"]);
    const staff = await world.staff("Staff", ["checker"]);
    await wants(staff, { smsAfterMinutes: 30, quiet: null });
    await waitedFor(await submit(world, alone.caller, cashIn(100_00n, phone)), "31 minutes");
    await told();
    const rows = await backstage.sql`select person_id from notice_sms where organisation_id = ${world.issuerId}`;
    expect(rows.map((row) => row.person_id)).toEqual([staff.id]);
  });

  it("is forgotten with its request", async () => {
    const id = await ask();
    await waitedFor(id, "31 minutes");
    await told();
    await decide(world, second.caller, id);
    await backstage.sql`update notice_sms set at = at - interval '16 minutes'`;
    await prune();
    expect(await backstage.sql`select from notice_sms where operation_id = ${id}`).toHaveLength(0);
  });
});

describe("what waits too long", () => {
  it("is told to all checkers and admins, whatever they have set, and stays on record", async () => {
    for (const one of [checker, second]) await wants(one, { smsAfterMinutes: null, quiet: null });
    await wants(admin, { smsAfterMinutes: null, quiet: null });
    const id = await ask();
    await waitedFor(id, "239 minutes");
    expect(await told()).toEqual([]);
    await waitedFor(id, "241 minutes");
    const all = ["Admin", "Checker", "Second"].map((who) => ({ who, waiting: 1, escalated: true }));
    expect(await told()).toEqual(all);
    expect(await told()).toEqual([]);
    const acts = (await auditOf(world, id)).filter(({ action }) => action === "operation.escalated");
    expect(acts).toHaveLength(1);
  });

  it("after the time that the issuer's admin has set, of what the issuer's own people ask for", async () => {
    const [boss, staff] = [await world.staff("Boss", ["admin"]), await world.staff("Staff who asks", ["admin"])];
    await wants(boss, { smsAfterMinutes: null, quiet: null });
    expect(await world.as(boss.caller, readEscalation)).toBe(240);
    await world.as(boss.caller, (ctx) => setEscalation(ctx, { minutes: 60 }));
    expect(await codeOf(world.as(boss.caller, (ctx) => setEscalation(ctx, { minutes: 60 })))).toBe(
      "organisations.nothing-changes",
    );
    const id = await submit(world, staff.caller, invite(aPhone()));
    await waitedFor(id, "61 minutes");
    await told();
    const rows = await backstage.sql`select kind from notice_sms where operation_id = ${id} and person_id = ${boss.id}`;
    expect(rows.map(({ kind }) => kind)).toContain("escalated");
  });

  it("after the time that the distributor's admin has set, and nobody else", async () => {
    for (const one of [checker, second]) await wants(one, { smsAfterMinutes: null, quiet: null });
    await wants(admin, { smsAfterMinutes: null, quiet: null });
    expect(await codeOf(world.as(checker.caller, (ctx) => setEscalation(ctx, { minutes: 60 })))).toBe("auth.forbidden");
    await world.as(admin.caller, (ctx) => setEscalation(ctx, { minutes: 60 }));
    await waitedFor(await ask(), "61 minutes");
    expect(await told()).toHaveLength(3);
  });
});

it("whoever has set nothing is told after half an hour, and not at night: as the database says", async () => {
  const [row] = await backstage.sql`select * from notice_defaults()`;
  const fresh = await a.person("Fresh", ["viewer"]);
  const { smsAfterMinutes, quiet } = await world.as(fresh.caller, readNoticeSettings);
  expect(row).toEqual({ sms_after_minutes: smsAfterMinutes, quiet_from: quiet?.from, quiet_to: quiet?.to });
});

async function localMinute(): Promise<number> {
  const [row] = await backstage.sql<{ at: Date }[]>`select now() as at`;
  const local = new Date((row?.at.getTime() ?? 0) + 3_600_000);
  // Quiet hours begin and end at half hours; an hour more or less around now is none of the boundaries.
  return Math.floor((local.getUTCHours() * 60 + local.getUTCMinutes()) / 30) * 30;
}
