import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { fillTransfers } from "@/db/test/many-transfers";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { E164 } from "@/lib/kernel/phone";
import { type Ctx, run } from "@/lib/runtime";
import { copyHeads, readVerification, storeVerification, verifyIssuer, verifyTonight } from ".";
import { copiesPath, readCopies } from "./copies-file";

const PHONE = "+2348123457001" as E164;

let world: World;
let worker: Database;
let auditor: Database;
let superuser: postgres.Sql;
let a: TestDistributor;
let b: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let admin: TestPerson;
let other: TestPerson;
let folder: string;
const file = () => copiesPath(folder, world.issuerId);

beforeAll(async () => {
  world = await createWorld();
  worker = openDatabase(world.urls.workerUrl, { max: 4, name: "test-worker" });
  auditor = openDatabase(world.urls.auditorUrl, { max: 1, name: "test-auditor" });
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => {} });
  [a, b] = [await world.distributor(1_000_000_00n), await world.distributor(1_000_000_00n)];
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  admin = await a.person("Admin", ["admin"]);
  other = await b.person("Admin", ["admin"]);
  await world.customer(PHONE);
  await fillTransfers(
    superuser,
    { issuerId: world.issuerId, distributor: b, maker, checker, phone: "+23481990", customers: 7 },
    60,
  );
});

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "verification-"));
  await behind("delete from verifications");
  await move();
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([worker, auditor].map((database) => database.$client.end({ timeout: 1 })));
  await superuser.end();
  await world.close();
  rmSync(folder, { recursive: true });
});

const asWorker = <T>(verb: (ctx: Ctx) => Promise<T>) =>
  run(world.system, { requestId: "test", database: worker }, verb);
const verify = () => asWorker((ctx) => verifyIssuer(ctx, folder));
const copy = () => asWorker((ctx) => copyHeads(ctx, folder));
const store = async () => {
  const verification = await verify();
  await asWorker((ctx) => storeVerification(ctx, verification, "command"));
  return verification.findings.map(({ violation }) => violation);
};
const kinds = async () => (await verify()).findings.map(({ violation }) => violation);

/** Moves the chains of distributor a. */
async function move(): Promise<void> {
  await decide(world, checker.caller, await submit(world, maker.caller, cashIn(1_00n, PHONE)));
}

/** As a superuser with triggers off. */
async function behind(statements: string): Promise<void> {
  await superuser.unsafe(`begin; set local session_replication_role = replica; ${statements}; commit`).simple();
}

describe("copies of chain heads", () => {
  it("are made of every chain once, and again of those that have moved", async () => {
    const { copied } = await copy();
    // Two chains each of the issuer and two distributors.
    expect(copied).toBe(6);
    expect(await copy()).toEqual({ copied: 0, findings: [] });
    await move();
    expect((await copy()).copied).toBe(2);
    expect(await kinds()).toEqual([]);
  });

  it("by several at once stay one chain", async () => {
    await Promise.all([copy(), copy(), copy()]);
    expect(readCopies(file())).toMatchObject({ brokenAt: null });
    expect(readCopies(file())?.copies).toHaveLength(6);
  });

  it("show that ends were cut and heads rewritten; then nothing more is copied", async () => {
    await copy();
    const kept = readFileSync(file(), "utf8");
    const [head] = await superuser`select seq, head_hash from audit_chains where organisation_id = ${a.id}`;
    await behind(`create table kept_entry as select * from audit_entries where organisation_id = '${a.id}' and seq = ${head?.seq};
      delete from audit_entries where organisation_id = '${a.id}' and seq = ${head?.seq};
      update audit_chains c set seq = e.seq, head_hash = e.hash from audit_entries e
       where c.organisation_id = '${a.id}' and e.organisation_id = c.organisation_id and e.seq = ${head?.seq} - 1`);
    const ahead = { violation: "copy-ahead", organisation: a.id, place: BigInt(head?.seq) };
    expect((await verify()).findings).toContainEqual(expect.objectContaining(ahead));
    expect(await copy()).toEqual({ copied: 0, findings: [expect.objectContaining(ahead)] });
    expect(readFileSync(file(), "utf8")).toBe(kept);
    await behind(`insert into audit_entries select * from kept_entry; drop table kept_entry;
      update audit_chains set seq = ${head?.seq}, head_hash = '\\x${head?.head_hash.toString("hex")}' where organisation_id = '${a.id}'`);
    expect(await kinds()).toEqual([]);
  });

  it("that were changed or lost are told", async () => {
    await copy();
    await store();
    await move();
    await copy();
    const [first, ...rest] = readFileSync(file(), "utf8").trimEnd().split("\n");
    writeFileSync(file(), `${[first, ...rest.slice(1)].join("\n")}\n`);
    expect(await kinds()).toEqual(expect.arrayContaining(["copies-broken", "copies-cut"]));
  });

  it("that are gone on a database that was verified before are told, and begun anew once", async () => {
    expect(await store()).toEqual([]);
    await copy();
    expect(await store()).toEqual([]);
    renameSync(file(), `${file()}.gone`);
    expect(await kinds()).toEqual(["copies-missing"]);
    await copy();
    expect(await store()).toEqual(["copies-missing"]);
    expect(await store()).toEqual([]);
  });
});

describe("the nightly verification", () => {
  it("is done by exactly one of several workers, and once a night", async () => {
    const done = await Promise.all([1, 2, 3].map(() => asWorker((ctx) => verifyTonight(ctx, folder))));
    const later = await asWorker((ctx) => verifyTonight(ctx, folder));
    expect([...done, later].filter((verification) => verification !== null)).toHaveLength(1);
    await behind("update verifications set started_at = started_at - interval '1 day'");
    expect(await asWorker((ctx) => verifyTonight(ctx, folder))).toMatchObject({ findings: [] });
  });

  it("gives no false alarm while operations run", async () => {
    let working = true;
    const work = (async () => {
      while (working) await move();
    })();
    const found: string[] = [];
    for (let n = 0; n < 15; n++) {
      await copy();
      found.push(...(await kinds()));
    }
    working = false;
    await work;
    expect(found).toEqual([]);
  });
});

describe("the result", () => {
  it("is shown to admins of the organisation concerned, each their own", async () => {
    expect(await world.as(admin.caller, readVerification)).toBeNull();
    await behind(`update ledger_accounts set held_minor = held_minor + 1 where id = '${b.floatAccountId}'`);
    await store();
    await behind(`update ledger_accounts set held_minor = held_minor - 1 where id = '${b.floatAccountId}'`);
    const ours = await world.as(admin.caller, readVerification);
    const theirs = await world.as(other.caller, readVerification);
    expect(ours).toMatchObject({ violations: 0, findings: [] });
    expect(theirs).toMatchObject({ violations: 1, transfers: 60n, entries: 120n, auditEntries: 180n, operations: 60n });
    expect(theirs?.findings).toEqual([
      expect.objectContaining({ violation: "account-held", subject: b.floatAccountId }),
    ]);
  });

  it("is nobody else's business", async () => {
    expect(await codeOf(world.as(maker.caller, readVerification))).toBe("auth.forbidden");
    expect(await codeOf(world.as(admin.caller, (ctx) => copyHeads(ctx, folder)))).toBe("auth.forbidden");
    expect(await codeOf(world.as(admin.caller, (ctx) => verifyIssuer(ctx, folder)))).toBe("auth.forbidden");
  });

  it("is the same to the auditor, who writes nothing", async () => {
    const asAuditor = <T>(verb: (ctx: Ctx) => Promise<T>) =>
      run(world.system, { requestId: "test", database: auditor }, verb);
    const verification = await asAuditor((ctx) => verifyIssuer(ctx, folder));
    expect(verification.findings).toEqual([]);
    expect(verification.checked).toHaveLength(3);
    await expect(asAuditor((ctx) => storeVerification(ctx, verification, "command"))).rejects.toThrow();
  });
});
