import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { applyMovements } from "@/lib/ledger";
import { type Ctx, run } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const tried = <T>(requestId: string, verb: (ctx: Ctx) => Promise<T>) =>
  run(maker.caller, { requestId, address: "192.0.2.7", tries: { action: "thing.do", subjectKind: "thing" } }, verb);

const audited = (requestId: string) => backstage.sql`
  select action, actor, subject_kind as kind, address, detail from audit_entries where request_id = ${requestId} order by seq`;
const emitted = (topic: string) => backstage.sql`select payload from outbox_events where topic = ${topic}`;

/** Holds money, for something that a test then refuses. */
const hold = (ctx: Ctx) =>
  applyMovements(ctx, [
    {
      kind: "hold",
      hold: newId("hold"),
      account: a.floatAccountId,
      amount: money(10_00n, "NGN"),
      heldFor: newId("operation"),
      organisation: a.id,
    },
  ]);

describe("a refusal", () => {
  it("rolls back all that the unit did, what it would have audited and sent included, and is audited by itself", async () => {
    const float = await world.balanceOf(a.floatAccountId);
    const work = tried("refused", async (ctx) => {
      await hold(ctx);
      ctx.audit({ action: "thing.done" });
      ctx.emit({ topic: "thing.done", payload: {} });
      throw new DomainError("ledger.insufficient-float", { details: { missing: "1.00" } });
    });
    expect(await codeOf(work)).toBe("ledger.insufficient-float");
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
    expect(await emitted("thing.done")).toEqual([]);
    expect([...(await audited("refused"))]).toEqual([
      {
        action: "thing.do.refused",
        actor: `person:${maker.id}`,
        kind: "thing",
        address: "192.0.2.7",
        detail: { code: "ledger.insufficient-float", missing: "1.00" },
      },
    ]);
  });

  it.each<[ErrorCode, number]>([
    ["auth.forbidden", 1],
    ["operations.already-decided", 1],
    ["ledger.insufficient-float", 1],
    ["operations.not-found", 0],
    ["money.malformed", 0],
    ["runtime.busy", 0],
  ])("for %s is audited %i times", async (code, times) => {
    const requestId = newId("event");
    const work = tried(requestId, async () => {
      throw new DomainError(code);
    });
    expect(await codeOf(work)).toBe(code);
    expect(await audited(requestId)).toHaveLength(times);
  });

  it("of a read, which tries nothing, is not audited", async () => {
    const read = run(maker.caller, { requestId: "read" }, async () => {
      throw new DomainError("auth.forbidden");
    });
    expect(await codeOf(read)).toBe("auth.forbidden");
    expect(await audited("read")).toEqual([]);
  });
});

describe("audit and outbox rows", () => {
  it("appear with the commit and not before", async () => {
    await tried("kept", async (ctx) => {
      ctx.audit({ action: "thing.done", detail: { n: 1 } });
      ctx.emit({ topic: "thing.kept", payload: { n: 1 } });
      await ctx.tx.execute(sql`select 1`);
      expect(await audited("kept")).toEqual([]);
    });
    expect([...(await audited("kept"))]).toMatchObject([{ action: "thing.done", detail: { n: 1 } }]);
    expect([...(await emitted("thing.kept"))]).toEqual([{ payload: { n: 1 } }]);
  });

  it("of 30 units at once stand on the organisation's chain without gap or repeat", async () => {
    const done = Array.from({ length: 30 }, (_, n) =>
      tried(`chain ${n}`, async (ctx) => ctx.audit({ action: "thing.done" })),
    );
    await Promise.all(done);
    const rows = await backstage.sql<{ seq: string }[]>`
      select seq from audit_entries where organisation_id = ${a.id} order by seq`;
    expect(rows.map((row) => Number(row.seq))).toEqual(rows.map((_, n) => n + 1));
  });
});

describe("a bug", () => {
  it("rolls everything back and is passed on as it is, without an audit entry", async () => {
    const float = await world.balanceOf(a.floatAccountId);
    const bug = new TypeError("no such thing");
    const work = tried("bug", async (ctx) => {
      await hold(ctx);
      throw bug;
    });
    await expect(work).rejects.toBe(bug);
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
    expect(await audited("bug")).toEqual([]);
  });

  it("that swallows a database error does not pass for success", async () => {
    const work = tried("swallowed", async (ctx) => {
      await ctx.tx.execute(sql`select 1 / 0`).catch(() => undefined);
      return "done";
    });
    await expect(work).rejects.toThrow();
  });

  it("that goes on after its unit has ended reaches no connection any more", async () => {
    let escaped: Ctx | undefined;
    await tried("escaped", async (ctx) => {
      escaped = ctx;
    });
    await expect(escaped?.tx.execute(sql`select 1`)).rejects.toMatchObject({ cause: { code: "CONNECTION_CLOSED" } });
  });
});

describe("a write that nobody waits for", () => {
  it("is waited for before the unit commits, and fails it", async () => {
    const work = tried("last", async (ctx) => {
      ctx.audit({ action: "thing.done" });
      ctx.last(sql`select 1 / 0`);
      return "done";
    });
    await expect(work).rejects.toMatchObject({ cause: { code: "22012" } });
    expect(await audited("last")).toEqual([]);
  });

  it("is the reason why what came after it failed: the unit is repeated where that may help", async () => {
    let attempts = 0;
    const work = tried("last again", async (ctx) => {
      if (attempts++ === 0) ctx.last(sql.raw("do $$ begin raise sqlstate '40001'; end $$"));
      await ctx.tx.execute(sql`select 1`);
    });
    expect([await codeOf(work), attempts]).toEqual(["accepted", 2]);
  });
});

describe("a unit that meets another", () => {
  it.each(["40001", "40P01"])("is repeated from its beginning on %s, three times at most", async (state) => {
    for (const failures of [1, 2, 3]) {
      let attempts = 0;
      const units = new Set<string>();
      const work = tried(`again ${state} ${failures}`, async (ctx) => {
        units.add(ctx.unitId);
        ctx.audit({ action: "thing.done" });
        if (attempts++ < failures) await ctx.tx.execute(sql.raw(`do $$ begin raise sqlstate '${state}'; end $$`));
      });
      expect(await codeOf(work)).toBe(failures < 3 ? "accepted" : "runtime.busy");
      expect([attempts, units.size]).toEqual([Math.min(failures + 1, 3), Math.min(failures + 1, 3)]);
      expect(await audited(`again ${state} ${failures}`)).toHaveLength(failures < 3 ? 1 : 0);
    }
  });

  it("in a deadlock is repeated, and both are done", async () => {
    const names = ["deadlock one", "deadlock two"];
    let met = 0;
    let bothHere: () => void;
    const here = new Promise<void>((resolve) => {
      bothHere = resolve;
    });
    const attempts = await Promise.all(
      [names, [...names].reverse()].map(async (order) => {
        let tries = 0;
        await tried(`deadlock ${order[0]}`, async (ctx) => {
          tries++;
          await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtext(${order[0]}))`);
          if (++met === 2) bothHere();
          await here;
          await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtext(${order[1]}))`);
        });
        return tries;
      }),
    );
    expect(attempts.sort()).toEqual([1, 2]);
  });
});
