import { existsSync, statSync } from "node:fs";
import { generate } from "otplib";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyCaller } from "@/lib/api-keys";
import { challengeCaller, confirmSmsCode, finishSignIn, startSignIn, visitorCaller } from "@/lib/identity";
import { readId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { submitOperation } from "@/lib/operations";
import { readOwnDistributor } from "@/lib/organisations";
import { run } from "@/lib/runtime";
import { seedTrial } from "./seed-trial";
import { createTrialHome, type TrialHome } from "./trial-place";

let home: TrialHome;

beforeAll(async () => {
  home = await createTrialHome(true);
});

afterAll(() => home?.close());

describe("the trial data", () => {
  it("are made by the first run", async () => {
    expect(await seedTrial(home.place)).toBe("made");
    expect(statSync(home.file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${home.file}.unfinished`)).toBe(false);
  });

  it("stand in trial.json, with ids as the API shows them", () => {
    const trial = home.read();
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
        people: [
          person("Issuer Admin", "admin"),
          person("Issuer Maker", "maker"),
          person("Issuer Checker One", "checker"),
          person("Issuer Checker Two", "checker"),
        ],
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
      databaseUrl: home.database.appUrl,
      ownerDatabaseUrl: home.database.ownerUrl,
    });
    const people = [...trial.distributors, trial.issuer].flatMap((one) => one.people);
    const phones = [...people, ...trial.customers].map(({ phone }) => parsePhone(phone));
    expect(new Set(phones).size).toBe(30);
    expect(new Set(people.map((one) => one.totpSecret)).size).toBe(18);
  });

  it("hold the floats and wallets promised, and withdrawals that leave everybody something", async () => {
    const rows = await home.superuser`
      select owner_kind, posted_minor::text as posted, count(*)::int as n, sum(held_minor)::text as held,
             bool_and(posted_minor = 0 or posted_minor > held_minor) as free
        from inspect.accounts group by 1, 2 order by 1, 2`;
    const withdrawn = home.read().cashouts.reduce((sum, { amount }) => sum + BigInt(amount.replace(".", "")), 0n);
    expect([...rows]).toEqual([
      { owner_kind: "customer", posted: "0", n: 6, held: "0", free: true },
      { owner_kind: "customer", posted: "5000000", n: 6, held: String(withdrawn), free: true },
      { owner_kind: "distributor", posted: "100000000", n: 2, held: "0", free: true },
      { owner_kind: "issuer", posted: "-230000000", n: 1, held: "0", free: false },
      { owner_kind: "merchant", posted: "0", n: 3, held: "0", free: true },
    ]);
  });

  it.each(["auditorUrl", "ownerUrl"] as const)("have no violation, as seen by %s", async (role) => {
    const sql = postgres(home.database[role], { max: 1 });
    const rows = await sql`select * from inspect.violations`;
    await sql.end();
    expect([...rows]).toEqual([]);
  });

  it("fill the cash-out queue with the requests of the file", async () => {
    const rows = await home.superuser`select id, status, taken_by from withdrawal_requests order by id`;
    const listed = home.read().cashouts.map(({ operationID }) => readId("withdrawal", operationID));
    expect([...rows]).toEqual(listed.map((id) => ({ id, status: "waiting", taken_by: null })));
  });

  it("leave a distributor's chain empty: its first operation is number 1", async () => {
    const [a] = home.read().distributors;
    const chains = await home.superuser`
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
    const [key] = await home.superuser`
      select k.permissions, k.max_amount_minor, k.max_daily_minor, k.allowed_addresses, k.requests_per_minute, p.name as maker,
             round(extract(epoch from k.expires_at - k.created_at) / 86400)::int as days
        from api_keys k join people p on p.id = k.made_by order by 6 limit 1`;
    expect(key).toEqual({
      permissions: ["read-balance", "read-transactions", "perform-operations"],
      max_amount_minor: null,
      max_daily_minor: null,
      allowed_addresses: [],
      requests_per_minute: 1_000_000,
      maker: "Maker One A",
      days: 365,
    });
    const trial = home.read();
    const caller = await keyCaller(trial.distributors[0]?.apiKey ?? "", null);
    const distributor = await run(caller, { requestId: "test" }, (ctx) => readOwnDistributor(ctx));
    expect(distributor).toMatchObject({ name: "Distributor A", status: "active", currency: "NGN" });
    const to = { phone: parsePhone(trial.customers[11]?.phone ?? "") };
    const input = { type: "cash-in", amount: money(999_999_00n, "NGN"), to, memo: null } as const;
    const made = await run(caller, { requestId: "test" }, (ctx) => submitOperation(ctx, { input, idempotency: null }));
    expect(made.replayed).toBe(false);
  });

  it("let people sign in with an SMS code and the secret of the file", async () => {
    const person = home.read().distributors[1]?.people[1];
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
