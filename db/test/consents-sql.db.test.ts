import { createHash } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Id, newId } from "@/lib/kernel/ids";
import { CONSENTS_AN_HOUR } from "@/lib/kernel/periods";
import type { E164 } from "@/lib/kernel/phone";
import { cashOut, submit } from "./acts";
import { claimInSql } from "./claim-in-sql";
import { type Consents, openConsents } from "./consents";
import { inUnit } from "./in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

let world: World;
let consents: Consents;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let customer: { phone: E164 };
let customers = 0;
let app: postgres.Sql;
let worker: postgres.Sql;
let owner: postgres.Sql;
let operation: Id<"operation">;

beforeAll(async () => {
  world = await createWorld();
  consents = openConsents(world);
  a = await world.distributor(0n, "on");
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  [app, worker, owner] = [world.urls.appUrl, world.urls.workerUrl, world.urls.ownerUrl].map((url) =>
    postgres(url, { max: 1, onnotice: () => undefined }),
  ) as [postgres.Sql, postgres.Sql, postgres.Sql];
});
beforeEach(async () => {
  // One of their own each time: nobody is asked without end.
  customer = await world.customer(`+23481234500${String(++customers).padStart(2, "0")}`, 10_000_00n);
  operation = await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 10_00n }));
  await consents.ask(operation);
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([app, worker, owner].map((sql) => sql.end()));
  await consents.close();
  await world.close();
});

const scope = () => ({ issuerId: world.issuerId, organisation: a.id });
const sha = (text: string) => createHash("sha256").update(text).digest();
const codeOf = (work: Promise<unknown>) => work.then(() => "done").catch((error) => error.code);

function answer(
  tx: postgres.TransactionSql,
  unit: string,
  via: string,
  proof: Buffer | null,
  by: TestPerson | null = null,
) {
  return tx<
    { outcome: string }[]
  >`select outcome from consent_answer(${world.issuerId}, ${unit}, ${operation}, 'given', ${via}, ${proof},
    ${newId("hold")}, ${by?.id ?? null}, ${by?.sessionId ?? null}, decode(${by?.proof ?? null}, 'hex'))`;
}

describe("in SQL as the application's role", () => {
  type Try = readonly [how: string, via: string, proof: Buffer | null, by: () => TestPerson | null, outcome: string];
  const TRIES: readonly Try[] = [
    ["with the hash of another link", "link", sha("guess"), () => null, "not-found"],
    ["with no hash", "link", null, () => null, "not-found"],
    ["with the hash of another code", "code", sha("guess"), () => maker, "wrong"],
    ["with a code and nobody's session", "code", sha("guess"), () => null, "forbidden"],
    ["with a session without its proof", "code", sha("guess"), () => ({ ...maker, proof: "00" }), "forbidden"],
    ["with a code as a checker", "code", sha("guess"), () => checker, "forbidden"],
    ["by a way that there is not", "word", sha("guess"), () => maker, "not-found"],
  ];

  it.each(TRIES)("nobody agrees for a customer %s", async (_, via, proof, by, outcome) => {
    const rows = await inUnit(app, scope(), (tx, unit) => answer(tx, unit, via, proof, by()));
    expect(rows.map((row) => row.outcome)).toEqual([outcome]);
  });

  it.each(["code_hash", "link_hash"])("nobody reads %s, nor does the worker that made it", async (column) => {
    for (const sql of [app, worker]) {
      const read = inUnit(sql, scope(), (tx) => tx`select ${tx(column)} from operation_consents`);
      expect(await codeOf(read)).toBe("42501");
    }
  });

  it("nobody makes a code or a link of their own", async () => {
    const send = inUnit(
      app,
      scope(),
      (tx, unit) => tx`select consent_send(${world.issuerId}, ${unit}, ${operation}, ${sha("c")}, ${sha("l")})`,
    );
    expect(await codeOf(send)).toBe("42501");
    const write = inUnit(
      app,
      scope(),
      (tx) => tx`update operation_consents set answer = 'given', unit_id = app_unit()`,
    );
    expect(await codeOf(write)).toBe("42501");
  });

  it("another distributor's unit answers nothing, with whatever it brings", async () => {
    const { token } = await consents.ask(operation);
    const b = await world.distributor(0n, "on");
    const rows = await inUnit(app, { ...scope(), organisation: b.id }, (tx, unit) =>
      answer(tx, unit, "link", sha(`consent-link:${token}`)),
    );
    expect(rows.map((row) => row.outcome)).toEqual(["not-found"]);
  });

  it("a checker does not decide before the customer has agreed", async () => {
    const rows = await inUnit(app, scope(), (tx, unit) =>
      claimInSql(tx, unit, { issuerId: world.issuerId, desk: a.id }, operation, checker),
    );
    expect([...rows]).toEqual([{ outcome: "consent-awaited" }]);
  });
});

describe("the owner cannot write", () => {
  const write = (what: string) =>
    codeOf(
      inUnit(owner, { issuerId: world.issuerId, organisation: "*" }, (tx) =>
        tx.unsafe(`${what}, unit_id = app_unit()`),
      ),
    );

  it.each([
    ["an agreement that nobody gave", "consent = 'given', consent_at = now(), consent_via = 'link'"],
    ["that nobody had to be asked", "consent = null, seconds_to_decide = null"],
    ["a hold before the customer agreed", `hold_id = '${newId("hold")}'`],
    ["more time to answer", "expires_at = expires_at + interval '1 day'"],
    ["more time to decide afterwards", "seconds_to_decide = seconds_to_decide + 1"],
    ["a failure, a reject", "status = 'failed', failure_code = 'x'"],
    ["a reject by nobody", "status = 'rejected'"],
  ])("%s", async (_, set) => {
    expect(await write(`update operations set ${set}`)).toBe("PU004");
  });

  it("another answer than was given, nor fewer tries", async () => {
    await consents.type(maker.caller, operation, "0");
    expect(await write("update operation_consents set tries = 0")).toBe("PU004");
    await consents.click((await consents.ask(operation)).token, "given");
    const one = `where operation_id = '${operation}'`;
    const change = inUnit(owner, { issuerId: world.issuerId, organisation: "*" }, (tx) =>
      tx.unsafe(`update operation_consents set answer = 'refused', unit_id = app_unit() ${one}`),
    );
    expect(await codeOf(change)).toBe("PU004");
  });

  it("a consent away", async () => {
    const gone = inUnit(
      owner,
      { issuerId: world.issuerId, organisation: "*" },
      (tx) => tx`delete from operation_consents`,
    );
    expect(await codeOf(gone)).toBe("PU002");
  });
});

/** Writes the operation once more, with something changed. */
const begin = (change: string) =>
  codeOf(
    inUnit(owner, { issuerId: world.issuerId, organisation: "*" }, (tx) =>
      tx.unsafe(`insert into operations select (jsonb_populate_record(o, jsonb_build_object('id', '${newId("operation")}', 'unit_id', app_unit(),
          ${change}))).* from operations o where o.id = '${operation}'`),
    ),
  );

it("an operation that asks cannot begin with its money held, nor one that does not ask without", async () => {
  expect(await begin(`'hold_id', '${newId("hold")}'`)).toBe("40001");
  expect(await begin("'consent', null, 'seconds_to_decide', null")).toBe("40001");
});

it("what a person has made passes for nothing that a key or a file has", async () => {
  for (const source of ["api", "bulk"]) expect(await begin(`'source', '${source}'`)).toBe("PU004");
});

it("nobody is asked more often than ten times an hour, whoever writes it, and the application is told the same", async () => {
  const [row] = await inUnit(owner, scope(), (tx) => tx`select consents_most() as most`);
  expect(row?.most).toBe(CONSENTS_AN_HOUR);
  for (let n = 2; n < CONSENTS_AN_HOUR; n++)
    await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 1n }));
  expect(await begin("'memo', 'once more'")).toBe("done");
  await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 1n }));
  expect(await begin("'memo', 'once more'")).toBe("PU004");
});
