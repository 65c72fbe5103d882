import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { codeOf } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import { type Caller, runEachTogether, runTogether, type SharedVerb } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let people: TestPerson[];

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(0n);
  people = await Promise.all(["One", "Two", "Three"].map((name) => a.person(name, ["maker"])));
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

type Wish = { readonly name: string; readonly outcome: "done" | ErrorCode | "bug" | "throw" };

/** A verb that notes with whom it shared its unit, and does what each input wishes. */
function wishing(name: string): SharedVerb<Wish, string> & { readonly sets: string[][] } {
  const sets: string[][] = [];
  return {
    name,
    sets,
    tries: (wish) => ({ action: "thing.do", subjectKind: wish.name }),
    async work(unit, items) {
      sets.push(items.map(({ input }) => input.name));
      await unit.tx.execute(sql`select 1`);
      if (items.some(({ input }) => input.outcome === "bug")) throw new TypeError("a bug");
      if (items.some(({ input }) => input.outcome === "throw")) throw new DomainError("operations.fulfilment-id-used");
      return items.map(({ by, input }) => {
        if (input.outcome !== "done") return { ok: false, error: new DomainError(input.outcome as ErrorCode) };
        unit.audit({ by, action: "thing.done", detail: { name: input.name } });
        return { ok: true, value: `${input.name} by ${by.principal.kind === "user" ? by.principal.name : ""}` };
      });
    },
  };
}

const ask = (verb: SharedVerb<Wish, string>, n: number, wish: Wish, caller?: Caller) =>
  runTogether(verb, caller ?? (people[n] as TestPerson).caller, { requestId: `${verb.name} ${wish.name}` }, wish);
const audited = async (verb: SharedVerb<Wish, string>) =>
  (
    await backstage.sql`
      select request_id || ' ' || action || ' ' || actor as text from audit_entries where request_id like ${`${verb.name} %`} order by seq`
  ).map((row) => row.text);

describe("requests that meet", () => {
  it("share a unit of work; each is its own caller's, and the audit says so", async () => {
    const verb = wishing("meet");
    const all = ["x", "y", "z"].map((name, n) => ask(verb, n, { name, outcome: "done" }));
    expect(await Promise.all(all)).toEqual(["x by One", "y by Two", "z by Three"]);
    expect(verb.sets).toEqual([["x", "y", "z"]]);
    expect(await audited(verb)).toEqual(
      ["x", "y", "z"].map((name, n) => `meet ${name} thing.done person:${people[n]?.id}`),
    );
  });

  it("are not spoilt by one that is refused, whose refusal is audited as it would be alone", async () => {
    const verb = wishing("refused");
    const all = [
      ask(verb, 0, { name: "x", outcome: "done" }),
      ask(verb, 1, { name: "y", outcome: "ledger.insufficient-float" }),
      ask(verb, 2, { name: "z", outcome: "operations.not-found" }),
    ];
    expect(await Promise.all(all.map(codeOf))).toEqual([
      "accepted",
      "ledger.insufficient-float",
      "operations.not-found",
    ]);
    expect(verb.sets).toHaveLength(1);
    expect(await audited(verb)).toEqual([
      `refused x thing.done person:${people[0]?.id}`,
      `refused y thing.do.refused person:${people[1]?.id}`,
    ]);
  });

  it("are not spoilt by one who is nobody any more", async () => {
    const verb = wishing("nobody");
    const gone: Caller = {
      ...(people[1] as TestPerson).caller,
      authenticate: async () => {
        throw new DomainError("auth.session-ended");
      },
    };
    const all = [
      ask(verb, 0, { name: "x", outcome: "done" }),
      ask(verb, 1, { name: "y", outcome: "done" }, gone),
      ask(verb, 2, { name: "z", outcome: "done" }),
    ];
    expect(await Promise.all(all.map(codeOf))).toEqual(["accepted", "auth.session-ended", "accepted"]);
    expect(verb.sets).toEqual([["x", "z"]]);
  });

  it.each([
    ["throw", "operations.fulfilment-id-used"],
    ["bug", "a bug"],
  ] as const)("are repeated one by one when one of them ends the whole set with a %s", async (outcome, why) => {
    const verb = wishing(`whole ${outcome}`);
    const all = [
      ask(verb, 0, { name: "x", outcome: "done" }),
      ask(verb, 1, { name: "y", outcome }),
      ask(verb, 2, { name: "z", outcome: "done" }),
    ];
    const settled = await Promise.allSettled(all);
    expect(
      settled.map((one) => (one.status === "fulfilled" ? one.value : (one.reason.code ?? one.reason.message))),
    ).toEqual(["x by One", why, "z by Three"]);
    expect(verb.sets).toEqual([["x", "y", "z"], ["x"], ["y"], ["z"]]);
    const done = ["x", "z"].map((name, n) => `${verb.name} ${name} thing.done person:${people[2 * n]?.id}`);
    const refusal = `${verb.name} y thing.do.refused person:${people[1]?.id}`;
    expect((await audited(verb)).sort()).toEqual((outcome === "bug" ? done : [...done, refusal]).sort());
  });

  it("are not repeated any more once the database is away", async () => {
    const verb = wishing("away");
    const work: typeof verb.work = async (unit, items) => {
      if (items.length === 1 && items[0]?.input.name === "y") throw new DomainError("runtime.database-unavailable");
      return verb.work(unit, items);
    };
    const all = ["x", "y", "z"].map((name, n) =>
      ask({ ...verb, work }, n, { name, outcome: name === "z" ? "throw" : "done" }),
    );
    expect(await Promise.all(all.map(codeOf))).toEqual([
      "accepted",
      "runtime.database-unavailable",
      "runtime.database-unavailable",
    ]);
    expect(verb.sets).toEqual([["x", "y", "z"], ["x"]]);
  });

  it("of another distributor never share a unit with these", async () => {
    const verb = wishing("apart");
    const stranger = await (await world.distributor(0n)).person("Stranger", ["maker"]);
    await Promise.all([
      ask(verb, 0, { name: "x", outcome: "done" }),
      ask(verb, 0, { name: "y", outcome: "done" }, stranger.caller),
    ]);
    expect(verb.sets.sort()).toEqual([["x"], ["y"]]);
  });

  it("begin again together on a serialisation failure", async () => {
    const verb = wishing("again");
    let failures = 1;
    const work: typeof verb.work = async (unit, items) => {
      if (failures-- > 0) await unit.tx.execute(sql.raw(`do $$ begin raise sqlstate '40001'; end $$`));
      return verb.work(unit, items);
    };
    const all = ["x", "y"].map((name, n) => ask({ ...verb, work }, n, { name, outcome: "done" }));
    expect(await Promise.all(all)).toEqual(["x by One", "y by Two"]);
    expect(verb.sets).toEqual([["x", "y"]]);
  });
});

describe("many inputs of one caller", () => {
  it("are served in sets of a hundred, each with its own outcome, the caller asked once for each set", async () => {
    const verb = wishing("many");
    let asked = 0;
    const [person] = people as [TestPerson];
    const caller: Caller = {
      ...person.caller,
      authenticate: (tx, unit) => {
        asked++;
        return person.caller.authenticate(tx, unit);
      },
    };
    const wishes = Array.from(
      { length: 250 },
      (_, n): Wish => ({ name: `${n}`, outcome: n === 120 ? "runtime.busy" : "done" }),
    );
    const outcomes = await runEachTogether(verb, caller, { requestId: "many" }, wishes);
    expect(outcomes.map((one, n) => one.ok === (n !== 120)).every(Boolean)).toBe(true);
    expect([verb.sets.map((set) => set.length), asked]).toEqual([[100, 100, 50], 3]);
  });

  it("have an outcome each when one of them meets a bug: the others are done, and its cause is kept for the log", async () => {
    const verb = wishing("bulk");
    const [person] = people as [TestPerson];
    const wishes = (["done", "bug", "done"] as const).map((outcome, n): Wish => ({ name: `${n}`, outcome }));
    const outcomes = await runEachTogether(verb, person.caller, { requestId: "bulk each" }, wishes);
    expect(outcomes).toEqual([
      { ok: true, value: "0 by One" },
      { ok: false, error: expect.objectContaining({ code: "runtime.internal", cause: new TypeError("a bug") }) },
      { ok: true, value: "2 by One" },
    ]);
    expect(await audited(verb)).toHaveLength(2);
  });

  it("have an outcome each when the refusal of one of them cannot be audited", async () => {
    const tries = () => {
      throw new Error("no audit");
    };
    const verb = { ...wishing("unaudited"), tries };
    const [person] = people as [TestPerson];
    const wishes = (["done", "throw", "done"] as const).map((outcome, n): Wish => ({ name: `${n}`, outcome }));
    const outcomes = await runEachTogether(verb, person.caller, { requestId: "unaudited each" }, wishes);
    expect(outcomes.map((one) => one.ok || one.error.code)).toEqual([true, "runtime.internal", true]);
    expect(await audited(verb)).toHaveLength(2);
  });

  it("keep the outcomes of the sets that ended when a later one never does", async () => {
    const verb = wishing("late");
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const work: typeof verb.work = async (unit, items) => {
      if (verb.sets.length === 1) {
        begin();
        await held;
      }
      return verb.work(unit, items);
    };
    const wishes = Array.from({ length: 101 }, (_, n): Wish => ({ name: `${n}`, outcome: "done" }));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const [person] = people as [TestPerson];
      const outcomes = runEachTogether({ ...verb, work }, person.caller, { requestId: "late" }, wishes);
      await begun;
      vi.advanceTimersByTime(30_000);
      const told = (await outcomes).map((one) => one.ok || one.error.code);
      expect(told).toEqual([...Array(100).fill(true), "runtime.database-unavailable"]);
    } finally {
      vi.useRealTimers();
      release();
    }
    await vi.waitFor(() => expect(verb.sets).toHaveLength(2));
  });

  it("of somebody who is nobody any more are refused as one", async () => {
    const gone: Caller = {
      ...(people[0] as TestPerson).caller,
      authenticate: async () => {
        throw new DomainError("auth.session-ended");
      },
    };
    const wishes: Wish[] = [
      { name: "x", outcome: "done" },
      { name: "y", outcome: "done" },
    ];
    expect(await codeOf(runEachTogether(wishing("gone"), gone, { requestId: "gone" }, wishes))).toBe(
      "auth.session-ended",
    );
  });
});
