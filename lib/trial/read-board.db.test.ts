import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { verify } from "otplib";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { seedTrial } from "@/db/seed/seed-trial";
import { createTestDatabase, type TestDatabase } from "@/db/test/database";
import { readEnv } from "@/lib/config/env";
import { closeDatabases } from "@/lib/runtime";
import { askForWithdrawal } from "./ask-for-withdrawal";
import { readTrialBoard, type TrialBoard } from "./read-board";
import { readTrialFile, trialFilePath } from "./trial-file";

let database: TestDatabase;
let dataDir: string;

const read = async (now?: Date): Promise<TrialBoard> => {
  const board = await readTrialBoard("test", now);
  if (!board) throw new Error("there is no trial");
  return board;
};

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(path.join(tmpdir(), "portal-trial-"));
  const settings = readEnv({
    PORTAL_EMBEDDED: "1",
    DATA_DIR: dataDir,
    DATABASE_URL: database.appUrl,
    NEXTAUTH_SECRET: "x".repeat(43),
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
  });
  const app = openDatabase(database.appUrl, { max: 2, name: "test-app" });
  Object.assign(globalThis, {
    [Symbol.for("distributor-portal.env")]: settings,
    [Symbol.for("distributor-portal.databases")]: { app, counters: app },
  });
});

afterAll(async () => {
  const auditor = postgres(database.auditorUrl, { max: 1 });
  const violations = await auditor`select * from inspect.violations`;
  await auditor.end();
  await closeDatabases(1);
  await database.drop();
  rmSync(dataDir, { recursive: true });
  expect([...violations]).toEqual([]);
});

describe("the trial's board", () => {
  it("is none before the trial data are made, and nobody can ask for anything", async () => {
    expect(await readTrialBoard("test")).toBeNull();
    await expect(askForWithdrawal({ phone: "+2348050000001", amount: "1.00" }, "test")).rejects.toMatchObject({
      code: "request.not-found",
    });
  });

  it("shows everybody of both distributors and of the issuer with the code that their authenticator shows", async () => {
    await seedTrial({ dataDir, databaseUrl: database.appUrl, ownerDatabaseUrl: database.ownerUrl });
    const now = new Date("2026-11-20T10:00:07Z");
    const board = await read(now);
    expect(board.codesUntil).toBe(Date.parse("2026-11-20T10:00:30Z"));
    const trial = readTrialFile(trialFilePath(dataDir));
    const secrets = trial ? [...trial.distributors, trial.issuer].flatMap(({ people }) => people) : [];
    expect(secrets).toHaveLength(18);
    const shown = board.organisations.flatMap(({ people }) => people);
    expect(shown.map(({ name, phone, roles }) => ({ name, phone, roles }))).toEqual(
      secrets.map(({ name, phone, roles }) => ({ name, phone, roles })),
    );
    for (const [n, { code }] of shown.entries()) {
      const epoch = now.getTime() / 1000;
      expect((await verify({ secret: secrets[n]?.totpSecret ?? "", token: code, epoch })).valid).toBe(true);
    }
  });

  it("tells no secret: neither of an authenticator nor of a key", async () => {
    const text = JSON.stringify(await read());
    const trial = readTrialFile(trialFilePath(dataDir));
    const people = trial ? [...trial.distributors, trial.issuer].flatMap((one) => one.people) : [];
    const secrets = [...(trial?.distributors ?? []).map((one) => one.apiKey), ...people.map((one) => one.totpSecret)];
    expect(secrets).toHaveLength(20);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it("shows a customer's request as held money and as one more in the queue", async () => {
    const before = await read();
    await askForWithdrawal({ phone: "+2348050000006", amount: "1000.50" }, "test");
    const after = await read();
    expect([before.waiting, after.waiting]).toEqual([10, 11]);
    const free = ({ customers }: TrialBoard) => customers.find(({ name }) => name === "Customer Six")?.available;
    expect([free(before), free(after)]).toEqual(["30000.00", "28999.50"]);
  });

  it.each([
    ["more than a customer has", "+2348050000006", "28999.51", "ledger.insufficient-wallet"],
    ["what is no amount", "+2348050000006", "1e3", "money.malformed"],
    ["nothing", "+2348050000006", "0", "money.not-positive"],
    ["a phone of nobody", "+2348050000099", "1.00", "wallets.unknown-phone"],
  ])("refuses %s, and the queue stays as it was", async (_, phone, amount, code) => {
    const { waiting } = await read();
    await expect(askForWithdrawal({ phone, amount }, "test")).rejects.toMatchObject({ code });
    expect((await read()).waiting).toBe(waiting);
  });
});
