import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import { DomainError } from "@/lib/kernel/errors";
import { Closing, runTogether, type SharedVerb } from ".";

let world: World;
let backstage: Backstage;
let one: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  one = await (await world.distributor(0n)).person("One", ["maker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

/** A verb whose outcomes are what its last statement answers: numbers below zero are refused, and text is a bug. */
function lasting(name: string, subjectId?: string): SharedVerb<string, string> & { readonly units: string[] } {
  const units: string[] = [];
  return {
    name,
    units,
    tries: () => ({ action: "thing.do", ...(subjectId ? { subjectKind: "thing", subjectId } : {}) }),
    async work(unit, items) {
      units.push(unit.unitId);
      const numbers = items.map(({ input }) => input);
      const answers = unit.tx.execute(
        sql`select n::int as n from jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb) as n`,
      ) as unknown as Promise<{ n: number }[]>;
      for (const { by } of items) unit.audit({ by, action: "thing.tried" });
      return new Closing(
        answers.then((rows) =>
          rows.map(({ n }) =>
            n < 0 ? { ok: false, error: new DomainError("ledger.insufficient-float") } : { ok: true, value: `${n}` },
          ),
        ),
      );
    },
  };
}

const ask = (verb: SharedVerb<string, string>, input: string) =>
  runTogether(verb, one.caller, { requestId: `${verb.name} ${input}` }, input);
const audited = async (name: string) =>
  (
    await backstage.sql<{ text: string }[]>`
      select request_id || ' ' || action as text from audit_entries where request_id like ${`${name} %`} order by seq`
  ).map(({ text }) => text);

describe("a set whose last statement is on its way with the commit", () => {
  it("has the outcomes of that statement; what it refused is audited all the same", async () => {
    const verb = lasting("last");
    const answers = await Promise.all(["1", "-2", "3"].map((input) => codeOf(ask(verb, input))));
    expect(answers).toEqual(["accepted", "ledger.insufficient-float", "accepted"]);
    expect(verb.units).toHaveLength(1);
    expect(await audited("last")).toEqual([
      "last 1 thing.tried",
      "last -2 thing.tried",
      "last 3 thing.tried",
      "last -2 thing.do.refused",
    ]);
  });

  it("is done once, also when the refusals that it has learnt so late cannot be audited: these alone learn of it", async () => {
    const verb = lasting("unaudited", "no id");
    const answers = await Promise.all(["1", "-2", "3"].map((input) => codeOf(ask(verb, input))));
    expect(answers).toEqual(["accepted", "runtime.internal", "accepted"]);
    expect(verb.units).toHaveLength(1);
    expect(await audited("unaudited")).toEqual(["1", "-2", "3"].map((input) => `unaudited ${input} thing.tried`));
  });

  it("leaves nothing behind when that statement fails, and is repeated one by one", async () => {
    const verb = lasting("fails");
    const settled = await Promise.allSettled(["1", "no number", "3"].map((input) => ask(verb, input)));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(verb.units).toHaveLength(4);
    expect(await audited("fails")).toEqual(["fails 1 thing.tried", "fails 3 thing.tried"]);
  });
});
