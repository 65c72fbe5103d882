import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id, IdKind } from "@/lib/kernel/ids";
import { run } from "@/lib/runtime";
import { type AuditFilters, type AuditPage, checkOwnChain, listAuditEntries } from ".";

let world: World;
let superuser: postgres.Sql;
let a: TestDistributor;
let admin: TestPerson;
let checker: TestPerson;
let maker: TestPerson;
let other: TestPerson;
const subject = "00000000-0000-4000-8000-000000000001" as Id<IdKind>;

beforeAll(async () => {
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => {} });
  a = await world.distributor(0n);
  admin = await a.person("Admin", ["admin"]);
  checker = await a.person("Checker", ["checker"]);
  maker = await a.person("Maker", ["maker"]);
  other = await (await world.distributor(0n)).person("Other", ["admin"]);
  for (let n = 1; n <= 12; n++) {
    const who = n % 5 === 0 ? checker : admin;
    const about = n % 4 === 0 ? { subjectKind: "person", subjectId: subject } : {};
    await world.as(who.caller, async (ctx) =>
      ctx.audit({ action: n % 3 === 0 ? "sign-out.refused" : "sign-out", ...about, detail: { n } }),
    );
  }
});

afterAll(async () => {
  await superuser.end();
  expect(await world.violations()).toEqual([]);
  await world.close();
});

type Asked = { filters?: AuditFilters; limit?: number; lookThrough?: number; after?: bigint; before?: bigint };

const list = (asked: Asked, who = admin) =>
  world.as(who.caller, (ctx) => listAuditEntries(ctx, { filters: {}, limit: 50, lookThrough: 1000, ...asked }));

async function allPages(asked: Asked): Promise<AuditPage[]> {
  const pages = [await list(asked)];
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await list({ ...asked, after: next }));
  return pages;
}

const numbersOf = (pages: readonly AuditPage[]) =>
  pages.flatMap(({ items }) => items.map(({ detail }) => detail.n)).filter((n) => n !== undefined);

describe("the audit of an organisation", () => {
  it("is read by its admins and checkers alone, and shows nobody else's", async () => {
    await expect(list({}, maker)).rejects.toMatchObject({ code: "auth.forbidden" });
    expect(numbersOf([await list({}, checker)])).toHaveLength(12);
    expect(numbersOf([await list({}, other)])).toEqual([]);
  });

  it("names who acted, newest first", async () => {
    const { items } = await list({ limit: 3 });
    expect(items.map(({ actor, action, refused }) => [actor.name, action, refused])).toEqual([
      ["Admin", "sign-out.refused", true],
      ["Admin", "sign-out", false],
      ["Checker", "sign-out", false],
    ]);
  });

  it.each<[string, AuditFilters, number[]]>([
    [
      "a person",
      {
        get actor() {
          return { kind: "person" as const, id: checker.id };
        },
      },
      [10, 5],
    ],
    ["a subject", { subjectId: subject }, [12, 8, 4]],
    ["what was refused", { refused: true }, [12, 9, 6, 3]],
    ["a group", { group: "keys" }, []],
  ])(
    "narrowed to %s is found whole, each entry once, however little a page looks through",
    async (_, filters, numbers) => {
      for (const lookThrough of [1, 2, 5, 100])
        for (const limit of [1, 2, 50])
          expect(numbersOf(await allPages({ filters, limit, lookThrough }))).toEqual(numbers);
    },
  );

  it("goes back over the same entries, also from a page without any", async () => {
    const filters: AuditFilters = { refused: true };
    for (const limit of [1, 2, 50]) {
      const pages = await allPages({ filters, limit, lookThrough: 2 });
      const back: unknown[] = [];
      let before = pages.at(-1)?.previous;
      while (before) {
        const page: AuditPage = await list({ filters, limit, lookThrough: 2, before });
        back.unshift(...numbersOf([page]));
        before = page.previous;
      }
      expect(back.slice(0, 3)).toEqual([12, 9, 6]);
    }
  });

  it("of a period is what happened in it, found by halving the chain", async () => {
    const { items } = await list({});
    const instants = items.map(({ at }) => at.getTime());
    for (const [from, to] of [
      [instants[8], instants[2]],
      [instants[4], undefined],
      [undefined, instants[4]],
    ]) {
      const period = { ...(from ? { from: new Date(from) } : {}), ...(to ? { to: new Date(to) } : {}) };
      const found = await list({ filters: period });
      const within = items.filter(({ at }) => (!from || at.getTime() >= from) && (!to || at.getTime() < to));
      expect(found.items.map(({ seq }) => seq)).toEqual(within.map(({ seq }) => seq));
    }
    expect((await list({ filters: { from: new Date("2100-01-01") } })).items).toEqual([]);
    expect((await list({ filters: { to: new Date("2000-01-01") } })).items).toEqual([]);
  });
});

describe("the check of an organisation's own chain", () => {
  const check = (who = admin) =>
    checkOwnChain(world.issuerId, (verb) => run(who.caller, { requestId: "check", database: world.app }, verb));

  const head = async () =>
    (
      await superuser`select seq, encode(head_hash, 'hex') as hash from audit_chains where organisation_id = ${a.id}`
    )[0];

  async function behind(change: string): Promise<void> {
    await superuser.unsafe(`begin; set local session_replication_role = replica; ${change}; commit`);
  }

  it("finds an untouched one unbroken up to its head, and says so in the audit", async () => {
    const before = await head();
    expect(await check()).toEqual({ entries: BigInt(before?.seq), head: before?.hash, broken: null });
    expect((await list({ limit: 1 })).items[0]).toMatchObject({
      action: "audit.checked",
      detail: { head: before?.hash },
    });
    await superuser`delete from rate_counters`;
  });

  it.each([
    [
      "another word",
      "update audit_entries set action = 'sign-out.else' where seq = 5",
      "update audit_entries set action = 'sign-out' where seq = 5",
    ],
    ["another hash", "update audit_entries set hash = sha256('else') where seq = 5", null],
  ])("names the first entry that was changed: %s", async (_, change, back) => {
    const [kept] =
      await superuser`select encode(hash, 'hex') as hash, action from audit_entries where organisation_id = ${a.id} and seq = 5`;
    const here = (sql: string) => `${sql} and organisation_id = '${a.id}'`;
    await behind(here(change));
    expect(await check()).toMatchObject({ entries: 4n, broken: 5n });
    await behind(here(back ?? `update audit_entries set hash = decode('${kept?.hash}', 'hex') where seq = 5`));
    if (back) await behind(here(`update audit_entries set action = '${kept?.action}' where seq = 5`));
    expect(await check()).toMatchObject({ broken: null });
    await superuser`delete from rate_counters`;
  });

  it("may not be asked for without end", async () => {
    const codes = await Promise.all(
      Array.from({ length: 8 }, () =>
        check().then(
          () => "ok",
          ({ code }) => code,
        ),
      ),
    );
    expect(codes.filter((code) => code === "ok").length).toBeLessThanOrEqual(6);
    expect(codes).toContain("audit.checked-too-often");
    await superuser`delete from rate_counters`;
  });

  it("is refused to makers, and touches no other organisation's chain", async () => {
    await expect(check(maker)).rejects.toMatchObject({ code: "auth.forbidden" });
    const [own] =
      await superuser`select seq from audit_chains where organisation_id = (select organisation_id from memberships where person_id = ${other.id})`;
    expect((await check(other)).entries).toBe(BigInt(own?.seq));
    await expect(
      world.as(other.caller, async (ctx) => {
        await ctx.tx.execute(
          sql`select * from audit_check(${world.issuerId}::uuid, ${ctx.unitId}::uuid, ${a.id}::uuid, 0, 10)`,
        );
      }),
    ).rejects.toMatchObject({ code: "runtime.database-unavailable" });
  });
});
