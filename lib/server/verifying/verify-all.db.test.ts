import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { cashIn, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { E164 } from "@/lib/kernel/phone";
import { readVerification } from "@/lib/verification";

const PHONE = "+2348123457002" as E164;
const { argv, exitCode } = process;

let world: World;
let backstage: Backstage;
let own: TestDistributor;
let admin: TestPerson;
let folder: string;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  folder = mkdtempSync(path.join(tmpdir(), "verify-"));
  own = await world.distributor(1_000_000_00n);
  const [maker, checker] = [await own.person("Maker", ["maker"]), await own.person("Checker", ["checker"])];
  admin = await own.person("Admin", ["admin"]);
  await world.customer(PHONE);
  for (const minor of [1_00n, 2_00n, 3_00n]) {
    await decide(world, checker.caller, await submit(world, maker.caller, cashIn(minor, PHONE)));
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  Object.assign(process, { argv, exitCode });
});

afterAll(async () => {
  await backstage.close();
  await world.close();
  rmSync(folder, { recursive: true });
});

type Ended = { readonly code: unknown; readonly stdout: string; readonly stderr: string };

/** Runs the program of `npm run verify` as the auditor with these settings, and returns what it wrote and how it ended. */
async function verify(settings: Record<string, string>, ...args: string[]): Promise<Ended> {
  const all = { AUDITOR_DATABASE_URL: world.urls.auditorUrl, WORKER_DATABASE_URL: "", CHAIN_HEADS_DIR: folder };
  for (const [name, value] of Object.entries({ ...all, ...settings })) vi.stubEnv(name, value);
  process.argv = ["node", "verify", ...args];
  process.exitCode = undefined;
  const written = { stdout: "", stderr: "" };
  for (const to of ["stdout", "stderr"] as const) {
    vi.spyOn(process[to], "write").mockImplementation((text) => {
      written[to] += text;
      return true;
    });
  }
  vi.resetModules();
  await import("../verify");
  return { code: process.exitCode, ...written };
}

describe("npm run verify", () => {
  it("says of a clean database that nothing is wrong and ends with 0; without the worker's URL nothing is stored", async () => {
    const { code, stdout, stderr } = await verify({});
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^ {2}\d+ heads copied; the result is not stored: WORKER_DATABASE_URL is not set$/m);
    // The issuer's own transfer that made the float, and three operations.
    expect(stdout).toMatch(/\nVERIFIED: 8 entries of 1 issuer in \d+\.\d s, nothing is wrong\.\n$/);
    expect(await world.as(admin.caller, readVerification)).toBeNull();
  });

  it("stores with the worker's URL what admins are shown, and tells machines so", async () => {
    const { code, stdout } = await verify({ WORKER_DATABASE_URL: world.urls.workerUrl }, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verified: true, violations: 0, issuers: [{ stored: true }] });
    expect(await world.as(admin.caller, readVerification)).toMatchObject({ violations: 0, trigger: "command" });
  });

  it("names the first bad entry of a chain that somebody changed, and ends with 1", async () => {
    const shift = (days: number) =>
      backstage.sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update ledger_transfers set created_at = created_at + ${days} * interval '1 day'
                  where organisation_id = ${own.id} and sequence_number in (2, 3)`;
      });
    await shift(1);
    const [text, json] = [await verify({}), await verify({}, "--json")];
    await shift(-1);
    expect([text.code, json.code]).toEqual([1, 1]);
    expect(text.stdout).toMatch(new RegExp(`^ {2}first bad entry of ${own.id}: 2 \\(sequence 2: .+\\)$`, "m"));
    expect(text.stdout).toMatch(/\nNOT VERIFIED: 6 violations in 8 entries of 1 issuer \(\d+\.\d s\)\.\n$/);
    const { verified, issuers } = JSON.parse(json.stdout);
    expect([verified, issuers[0].firstBad]).toEqual([
      false,
      [expect.objectContaining({ organisation: own.id, place: "2" })],
    ]);
    expect((await verify({})).code).toBe(0);
  });

  it("refuses in one plain line without the auditor's URL, and on a database that is not migrated", async () => {
    expect(await verify({ AUDITOR_DATABASE_URL: "" })).toEqual({
      code: 1,
      stdout: "",
      stderr: "Settings: AUDITOR_DATABASE_URL is missing.\n",
    });
    const empty = new URL(world.urls.auditorUrl);
    empty.pathname = "/template1";
    expect(await verify({ AUDITOR_DATABASE_URL: empty.href })).toEqual({
      code: 1,
      stdout: "",
      stderr: "The database is not migrated: npm run migrate.\n",
    });
  });
});
