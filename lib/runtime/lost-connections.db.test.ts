import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { outboxEvents } from "@/db/schema";
import { codeOf } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { signal } from "@/db/test/signal";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { newId } from "@/lib/kernel/ids";
import { type Ctx, databaseError, run } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let pool: Database;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
});

beforeEach(() => {
  // One connection: whatever comes after a loss comes to the same place in the pool.
  pool = openDatabase(world.urls.appUrl, { max: 1, name: "test-lost" });
  return () => pool.$client.end({ timeout: 1 });
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const unit = <T>(requestId: string, verb: (ctx: Ctx) => Promise<T>) =>
  run(maker.caller, { requestId, database: pool }, verb);

const kill = (pid: number) => backstage.sql`select pg_terminate_backend(${pid}, 5000)`;

async function loseConnection(ctx: Ctx): Promise<void> {
  const [row] = (await ctx.tx.execute(sql`select pg_backend_pid() as pid`)) as unknown as { pid: number }[];
  await kill(row?.pid ?? 0);
}

/** Writes an event at once, as a verb's own row. */
const write = (ctx: Ctx, topic: string) =>
  ctx.tx.insert(outboxEvents).values({
    issuerId: world.issuerId,
    id: newId("event"),
    organisationId: a.id,
    topic,
    payload: {},
    unitId: ctx.unitId,
  });

const topics = async () =>
  (await backstage.sql`select topic from outbox_events order by topic`).map((row) => row.topic);

describe("a unit of work that loses its connection", () => {
  it("is answered at once with the database being away, and nothing of it exists", async () => {
    const dead = codeOf(
      unit("dead", async (ctx) => {
        await write(ctx, "dead");
        ctx.audit({ action: "dead" });
        await loseConnection(ctx);
        await write(ctx, "dead");
      }),
    );
    expect(await dead).toBe("runtime.database-unavailable");
    expect(await topics()).not.toContain("dead");
    expect(await backstage.sql`select from audit_entries where action = 'dead'`).toHaveLength(0);
  });

  it("sends nothing any more, while the next one on its place in the pool is done whole", async () => {
    const [meeting, over] = [signal(), signal()];
    const answers: unknown[] = [];
    const dead = codeOf(
      unit("dead", async (ctx) => {
        await write(ctx, "dead");
        await loseConnection(ctx);
        await meeting.given;
        for (const topic of ["dead too", "dead again"]) {
          answers.push(
            await write(ctx, topic).then(
              () => "done",
              (error) => databaseError(error)?.code,
            ),
          );
        }
        over.give();
        throw new Error("the dead unit fails, which must not roll back its neighbour");
      }),
    );
    expect(await dead).toBe("runtime.database-unavailable");
    await unit("next", async (ctx) => {
      await write(ctx, "next, first");
      meeting.give();
      await over.given;
      await write(ctx, "next, second");
    });
    expect(answers).toEqual(["CONNECTION_CLOSED", "CONNECTION_CLOSED"]);
    expect(await topics()).toEqual(["next, first", "next, second"]);
  });

  it("does not commit the half of its neighbour by ending well", async () => {
    const [meeting, over] = [signal(), signal()];
    const dead = codeOf(
      unit("dead", async (ctx) => {
        await loseConnection(ctx);
        await meeting.given;
        over.give();
      }),
    );
    expect(await dead).toBe("runtime.database-unavailable");
    const next = unit("next", async (ctx) => {
      await write(ctx, "half");
      meeting.give();
      await over.given;
      await ctx.tx.execute(sql`select 1`);
      throw new Error("it fails after its first half");
    });
    await expect(next).rejects.toThrow("it fails after its first half");
    expect(await topics()).not.toContain("half");
  });

  it("is not taken for one by an error that merely looks so, which is passed on as it is", async () => {
    const errors = [
      Object.assign(new Error("no space left on device"), { code: "ENOSPC", syscall: "write", errno: -28 }),
      Object.assign(new Error("another pool's"), { code: "CONNECTION_CLOSED" }),
    ];
    for (const error of errors) {
      const failing = unit("looks so", async (ctx) => {
        await write(ctx, "looks so");
        throw error;
      });
      const thrown = await failing.catch((reason) => reason);
      expect(thrown.cause ?? thrown).toBe(error);
    }
    expect(await topics()).not.toContain("looks so");
    expect(await codeOf(unit("alive", (ctx) => ctx.tx.execute(sql`select 1`)))).toBe("accepted");
  });

  it("leaves a pool that answers: losses in a row are each followed by a unit that is done", async () => {
    for (let n = 0; n < 5; n++) {
      expect(await codeOf(unit("dead", loseConnection))).toBe("runtime.database-unavailable");
      expect(await codeOf(unit("alive", (ctx) => ctx.tx.execute(sql`select 1`)))).toBe("accepted");
    }
  });
});

describe("a database that is away", () => {
  it("is said within two seconds", async () => {
    const nowhere = openDatabase("postgres://portal_app:x@127.0.0.1:1/nothing", { max: 2, name: "nowhere" });
    const before = performance.now();
    const request = { requestId: "away", database: nowhere, tries: { action: "thing.do" } };
    expect(await codeOf(run(maker.caller, request, async () => 1))).toBe("runtime.database-unavailable");
    expect(performance.now() - before).toBeLessThan(2000);
    await nowhere.$client.end({ timeout: 0 });
  });
});
