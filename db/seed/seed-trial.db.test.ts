import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { generate } from "otplib";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/test/database";
import { giveTestSettings } from "@/db/test/sign-in";
import { keyCaller } from "@/lib/api-keys";
import { challengeCaller, confirmSmsCode, finishSignIn, startSignIn, visitorCaller } from "@/lib/identity";
import { readId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { submitOperation } from "@/lib/operations";
import { readDistributor } from "@/lib/organisations";
import { closeDatabases, run } from "@/lib/runtime";
import type { Trial } from "@/lib/trial";
import { SeedError, seedTrial, type TrialPlace } from "./seed-trial";

let database: TestDatabase;
let dataDir: string;
let file: string;
let place: TrialPlace;
let superuser: postgres.Sql;

const read = (): Trial => JSON.parse(readFileSync(file, "utf8"));
const placeOf = (folder: string, { appUrl, ownerUrl }: TestDatabase): TrialPlace => ({
  dataDir: folder,
  databaseUrl: appUrl,
  ownerDatabaseUrl: ownerUrl,
});

/** How many rows each table has, and what the file says: all that a further run could change. */
async function everything() {
  const tables = await superuser`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await superuser`select count(*)::int as n from ${superuser(name)}`;
    counts[name] = row?.n;
  }
  return { counts, file: existsSync(file) ? readFileSync(file, "utf8") : null };
}

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(path.join(tmpdir(), "portal-seed-"));
  file = path.join(dataDir, "trial.json");
  place = placeOf(dataDir, database);
  superuser = postgres(database.superuserUrl, { max: 2, onnotice: () => {} });
  giveTestSettings(database.appUrl);
  const app = openDatabase(database.appUrl, { max: 4, name: "test-app" });
  Object.assign(globalThis, { [Symbol.for("distributor-portal.databases")]: { app, counters: app } });
});

afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await closeDatabases(1);
  await superuser?.end();
  await database?.drop();
});

describe("a seed that does not get to its end", () => {
  it("leaves nothing in the database when its file cannot be written", async () => {
    const before = await everything();
    await expect(seedTrial({ ...place, dataDir: path.join(dataDir, "missing") })).rejects.toThrow("ENOENT");
    expect(await everything()).toEqual(before);
    expect(before.counts).toMatchObject({ issuers: 0, people: 0, ledger_accounts: 0 });
  });
});

describe("the trial data", () => {
  it("are made by the first run", async () => {
    expect(await seedTrial(place)).toBe("made");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.unfinished`)).toBe(false);
  });

  it("stand in trial.json, with ids as the API shows them", () => {
    const trial = read();
    const text = (pattern: RegExp) => expect.stringMatching(pattern);
    const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";
    const person = (name: string, ...roles: string[]) => ({
      name,
      phone: text(/^\+2348\d{9}$/),
      roles,
      totpSecret: text(/^[A-Z2-7]{32}$/),
    });
    const distributor = (letter: string) => ({
      id: text(new RegExp(`^dst_${uuid}$`)),
      name: `Distributor ${letter}`,
      apiKey: text(/^uwk_[A-Za-z0-9]{48}$/),
      people: [
        person(`Admin ${letter}`, "admin"),
        person(`Maker One ${letter}`, "maker"),
        person(`Maker Two ${letter}`, "maker"),
        person(`Checker One ${letter}`, "checker"),
        person(`Checker Two ${letter}`, "checker"),
        person(`Viewer ${letter}`, "viewer"),
        person(`Maker and Checker ${letter}`, "maker", "checker"),
      ],
    });
    expect(trial).toEqual({
      issuer: {
        id: text(new RegExp(`^iss_${uuid}$`)),
        name: "Trial Issuer",
        currency: "NGN",
        timeZone: "Africa/Lagos",
      },
      distributors: [distributor("A"), distributor("B")],
      customers: Array.from({ length: 12 }, () => ({ phone: text(/^\+2348\d{9}$/), name: text(/^Customer \w+$/) })),
      merchants: ["100000", "100001", "100002"].map((shortCode) => ({
        id: text(new RegExp(`^mer_${uuid}$`)),
        shortCode,
        name: text(/^Merchant \w+$/),
      })),
      cashouts: Array.from({ length: 10 }, () => ({
        operationID: text(new RegExp(`^op_${uuid}$`)),
        from: text(/^\+2348\d{9}$/),
        amount: text(/^\d+\.\d\d$/),
      })),
      databaseUrl: database.appUrl,
      ownerDatabaseUrl: database.ownerUrl,
    });
    const people = trial.distributors.flatMap((one) => one.people);
    const phones = [...people, ...trial.customers].map(({ phone }) => parsePhone(phone));
    expect(new Set(phones).size).toBe(26);
    expect(new Set(people.map((one) => one.totpSecret)).size).toBe(14);
  });

  it("hold the floats and wallets promised, and withdrawals that leave everybody something", async () => {
    const rows = await superuser`
      select owner_kind, posted_minor::text as posted, count(*)::int as n, sum(held_minor)::text as held,
             bool_and(posted_minor = 0 or posted_minor > held_minor) as free
        from inspect.accounts group by 1, 2 order by 1, 2`;
    const withdrawn = read().cashouts.reduce((sum, { amount }) => sum + BigInt(amount.replace(".", "")), 0n);
    expect([...rows]).toEqual([
      { owner_kind: "customer", posted: "0", n: 6, held: "0", free: true },
      { owner_kind: "customer", posted: "5000000", n: 6, held: String(withdrawn), free: true },
      { owner_kind: "distributor", posted: "100000000", n: 2, held: "0", free: true },
      { owner_kind: "issuer", posted: "-230000000", n: 1, held: "0", free: false },
      { owner_kind: "merchant", posted: "0", n: 3, held: "0", free: true },
    ]);
  });

  it.each(["auditorUrl", "ownerUrl"] as const)("have no violation, as seen by %s", async (role) => {
    const sql = postgres(database[role], { max: 1 });
    const rows = await sql`select * from inspect.violations`;
    await sql.end();
    expect([...rows]).toEqual([]);
  });

  it("fill the cash-out queue with the requests of the file", async () => {
    const rows = await superuser`select id, status, taken_by from withdrawal_requests order by id`;
    const listed = read().cashouts.map(({ operationID }) => readId("withdrawal", operationID));
    expect([...rows]).toEqual(listed.map((id) => ({ id, status: "waiting", taken_by: null })));
  });

  it("leave a distributor's chain empty: its first operation is number 1", async () => {
    const [a] = read().distributors;
    const chains = await superuser`
      select o.name, c.sequence_number::int as head from ledger_chains c
        join (select id, name from issuers union all select id, name from distributors) o on o.id = c.organisation_id order by 1`;
    expect([...chains]).toEqual([
      { name: "Distributor A", head: 0 },
      { name: "Distributor B", head: 0 },
      { name: "Trial Issuer", head: 8 },
    ]);
    expect(a?.name).toBe("Distributor A");
  });

  it("let the API key work with all its permissions and without limits", async () => {
    const [key] = await superuser`
      select k.permissions, k.max_amount_minor, k.max_daily_minor, k.allowed_addresses, k.requests_per_minute, p.name as maker,
             round(extract(epoch from k.expires_at - k.created_at) / 86400)::int as days
        from api_keys k join people p on p.id = k.made_by order by 6 limit 1`;
    expect(key).toEqual({
      permissions: ["read-balance", "read-transactions", "perform-operations"],
      max_amount_minor: null,
      max_daily_minor: null,
      allowed_addresses: [],
      requests_per_minute: 1_000_000,
      maker: "Admin A",
      days: 365,
    });
    const trial = read();
    const caller = await keyCaller(trial.distributors[0]?.apiKey ?? "");
    const distributor = await run(caller, { requestId: "test" }, (ctx) => readDistributor(ctx));
    expect(distributor).toMatchObject({ name: "Distributor A", status: "active", currency: "NGN" });
    const to = { phone: parsePhone(trial.customers[11]?.phone ?? "") };
    const input = { type: "cash-in", amount: money(999_999_00n, "NGN"), to, memo: null } as const;
    const made = await run(caller, { requestId: "test" }, (ctx) =>
      submitOperation(ctx, { input, source: "api", idempotency: null }),
    );
    expect(made.replayed).toBe(false);
  });

  it("let people sign in with an SMS code and the secret of the file", async () => {
    const person = read().distributors[1]?.people[1];
    const unit = { requestId: "test" };
    const phone = parsePhone(person?.phone ?? "");
    const { challengeId, sms } = await run(visitorCaller(), unit, (ctx) => startSignIn(ctx, { phone }));
    const code = sms?.code ?? "";
    const passed = await run(await challengeCaller(challengeId), unit, (ctx) =>
      confirmSmsCode(ctx, { challengeId, code }),
    );
    expect(passed).toMatchObject({ outcome: "passed", enrolled: true });
    const ticket = passed.outcome === "passed" ? passed.ticket : "";
    const proof = { kind: "totp", code: await generate({ secret: person?.totpSecret ?? "" }) } as const;
    const done = await run(await challengeCaller(challengeId), unit, (ctx) =>
      finishSignIn(ctx, { challengeId, ticket, proof, userAgent: "test" }),
    );
    expect(done).toMatchObject({ outcome: "signed-in" });
  });
});

describe("a second run", () => {
  it("changes nothing", async () => {
    const before = await everything();
    expect(await seedTrial(place)).toBe("kept");
    expect(await everything()).toEqual(before);
  });

  it("changes nothing when two start at once", async () => {
    const before = await everything();
    expect(await Promise.all([seedTrial(place), seedTrial(place)])).toEqual(["kept", "kept"]);
    expect(await everything()).toEqual(before);
  });

  it("brings the database's addresses up to date, and keeps the secrets", async () => {
    const before = read();
    const moved = database.appUrl.replace("portal_app", "elsewhere");
    expect(await seedTrial({ ...place, databaseUrl: moved })).toBe("kept");
    expect(read()).toEqual({ ...before, databaseUrl: moved });
    await seedTrial(place);
    expect(read()).toEqual(before);
  });

  it("completes a run that was killed between the commit and the file", async () => {
    const before = await everything();
    renameSync(file, `${file}.unfinished`);
    expect(await seedTrial(place)).toBe("kept");
    expect(await everything()).toEqual(before);
    expect(existsSync(`${file}.unfinished`)).toBe(false);
  });

  it("does not take a file for its own that an unfinished run of another database left", async () => {
    const fresh = await createTestDatabase();
    const folder = mkdtempSync(path.join(tmpdir(), "portal-seed-"));
    const stale = { ...read(), issuer: { ...read().issuer, name: "Stale" } };
    writeFileSync(path.join(folder, "trial.json.unfinished"), JSON.stringify(stale));
    expect(await seedTrial(placeOf(folder, fresh))).toBe("made");
    const made: Trial = JSON.parse(readFileSync(path.join(folder, "trial.json"), "utf8"));
    expect(made.issuer.name).toBe("Trial Issuer");
    expect(made.issuer.id).not.toBe(stale.issuer.id);
    rmSync(folder, { recursive: true });
    await fresh.drop();
  });

  it("says what to do when the file is gone, or is not what was written, and touches nothing", async () => {
    const before = await everything();
    renameSync(file, `${file}.away`);
    await expect(seedTrial(place)).rejects.toThrow(SeedError);
    writeFileSync(file, "{}");
    await expect(seedTrial(place)).rejects.toThrow(/is not what the seed wrote/);
    renameSync(`${file}.away`, file);
    expect(await everything()).toEqual(before);
  });
});
