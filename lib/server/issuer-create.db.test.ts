import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/test/database";
import { bundleServer } from "./bundle.mjs";

const ARGS = ["--name", "Acme Money", "--currency", "NGN", "--time-zone", "Africa/Lagos"];
const PEOPLE = ["--person", "Ada: +234 812 345 6781", "--person", "Ben:+2348123456782"];
const LINK = /https:\/\/portal\.example\/invitation\/([A-Za-z0-9_-]{43})$/gm;

let database: TestDatabase;
let superuser: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = postgres(database.superuserUrl, { max: 1 });
  await bundleServer(process.cwd());
});
afterAll(async () => {
  const violations = await superuser`select * from inspect.violations`;
  await superuser.end();
  await database.drop();
  expect([...violations]).toEqual([]);
});

/** The command as somebody types it, with the environment of a machine that has a database of its own and nothing of the embedded one. */
function issuerCreate(args: readonly string[], env: Record<string, string> = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, ["lib/server/run-entry.mjs", "issuer-create", ...args], {
    encoding: "utf8",
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH ?? "",
      HOME: process.env.HOME ?? "",
      OWNER_DATABASE_URL: database.ownerUrl,
      PUBLIC_URL: "https://portal.example",
      ...env,
    },
  });
}

/** Everything that is not empty: table and number of rows. */
async function everything(): Promise<Record<string, number>> {
  const tables = await superuser`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await superuser`select count(*)::int as n from ${superuser(name)}`;
    if (row?.n) counts[name] = row.n;
  }
  return counts;
}

describe("npm run issuer:create on an empty database", () => {
  it("refuses what is no issuer in words, with exit code 1, and makes nothing", async () => {
    const { status, stdout, stderr } = issuerCreate([...ARGS, ...PEOPLE.slice(0, 3), "Ben:+234-812-345-6781"]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^No issuer was created: .* one person\.\nnpm run issuer:create -- .*\n$/);
    expect(await everything()).toEqual({});
  });

  it.each([
    ["no address that people type", { PUBLIC_URL: "" }, "Settings: PUBLIC_URL must be the address that people type.\n"],
    [
      "a database that is away",
      { OWNER_DATABASE_URL: "postgres://portal_owner@127.0.0.1:9/none" },
      /cannot be reached/,
    ],
  ])("refuses %s", async (_, env, words) => {
    const { status, stdout, stderr } = issuerCreate([...ARGS, ...PEOPLE], env);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(words);
  });

  it.each(["appUrl", "superuserUrl"] as const)("refuses %s instead of the owner's connection", async (role) => {
    const { status, stderr } = issuerCreate([...ARGS, ...PEOPLE], { OWNER_DATABASE_URL: database[role] });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/must be a connection as portal_owner, not/)]);
    expect(await everything()).toEqual({});
  });

  it("refuses a database that is not migrated, and says what to do", async () => {
    const name = `test_${process.pid}_bare`;
    await superuser`create database ${superuser(name)} owner portal_owner`;
    const bare = new URL(database.ownerUrl);
    bare.pathname = `/${name}`;
    const { status, stderr } = issuerCreate([...ARGS, ...PEOPLE], { OWNER_DATABASE_URL: bare.href });
    await superuser`drop database ${superuser(name)} with (force)`;
    expect([status, stderr]).toEqual([
      1,
      "No issuer was created: the database of OWNER_DATABASE_URL is not ready, it is not migrated (npm run migrate).\n",
    ]);
  });
});

describe("the issuer that npm run issuer:create makes", () => {
  let tokens: string[];

  it("has two invited people with a link each, of which only a hash is kept", async () => {
    const { status, stdout, stderr } = issuerCreate([...ARGS, ...PEOPLE]);
    expect([status, stderr]).toEqual([0, ""]);
    tokens = [...stdout.matchAll(LINK)].map(([, token]) => token ?? "");
    expect(new Set(tokens).size).toBe(2);
    expect(stdout).toContain("Ada, +234 812 345 6781:");
    const rows = await superuser`
      select p.name, p.phone, p.totp_secret, m.roles, m.status, m.organisation_kind, m.invited_by, m.invitation_hash,
             round(extract(epoch from m.invited_until - now()) / 86400)::int as days
        from memberships m join people p on p.id = m.person_id order by p.phone`;
    const hash = (n: number) =>
      createHash("sha256")
        .update(tokens[n] ?? "")
        .digest();
    const roles = ["admin", "maker", "checker"];
    const common = {
      totp_secret: null,
      roles,
      status: "invited",
      organisation_kind: "issuer",
      invited_by: null,
      days: 7,
    };
    expect([...rows]).toEqual([
      { name: "Ada", phone: "+2348123456781", ...common, invitation_hash: hash(0) },
      { name: "Ben", phone: "+2348123456782", ...common, invitation_hash: hash(1) },
    ]);
  });

  it("was brought in by nobody: neither of them has had the other's identity in their hands", async () => {
    const { person_controls: controls, sessions, recovery_codes: codes } = await everything();
    expect([controls, sessions, codes]).toEqual([undefined, undefined, undefined]);
  });

  it("has a settlement account with nothing on it, chains, and its beginning in the audit", async () => {
    const [issuer] = await superuser`select i.name, i.currency, i.time_zone, a.posted_minor::text as posted
      from issuers i join ledger_accounts a on a.id = i.settlement_account_id`;
    expect(issuer).toEqual({ name: "Acme Money", currency: "NGN", time_zone: "Africa/Lagos", posted: "0" });
    const audit = await superuser`select action, actor from audit_entries order by seq`;
    const actor = "system:issuer-create";
    expect([...audit]).toEqual(
      ["issuer.created", "membership.invited", "membership.invited"].map((action) => ({ action, actor })),
    );
  });

  it("is made once: its name is refused from then on, however it is written, and nothing changes", async () => {
    const before = await everything();
    const { status, stdout, stderr } = issuerCreate([...ARGS, ...PEOPLE, "--name", "acme MONEY "]);
    expect([status, stdout, stderr]).toEqual([
      1,
      "",
      expect.stringMatching(/^No issuer was created: there is an issuer called acme MONEY; .* --renew makes new links/),
    ]);
    expect(await everything()).toEqual(before);
  });

  describe("when links have lapsed", () => {
    const lapse = () =>
      superuser`update memberships set invited_until = now() - interval '1 day' where status = 'invited'`;
    const tokensIn = (text: string) => [...text.matchAll(LINK)].map(([, token]) => token ?? "");
    const stateOf = async (token: string | undefined) => {
      const hash = createHash("sha256")
        .update(token ?? "")
        .digest();
      return (await superuser`select status from lookup_invitation(${hash})`)[0]?.status;
    };

    it("gives both new ones with --renew, also before they have lapsed; those before lead nowhere any more", async () => {
      expect(await stateOf(tokens[0])).toBe("invited");
      await lapse();
      expect(await stateOf(tokens[0])).toBeUndefined();
      const { status, stdout, stderr } = issuerCreate(["--renew"]);
      expect([status, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/Ada, \+234 812 345 6781:\n.*\n\nBen, \+234 812 345 6782:/);
      const fresh = tokensIn(stdout);
      expect(await Promise.all([...fresh, ...tokens].map(stateOf))).toEqual([
        "invited",
        "invited",
        undefined,
        undefined,
      ]);
      const again = tokensIn(issuerCreate(["--renew", "--name", "acme money"]).stdout);
      expect(await Promise.all([...again, ...fresh].map(stateOf))).toEqual([
        "invited",
        "invited",
        undefined,
        undefined,
      ]);
      const audit = await superuser`select actor from audit_entries where action = 'person.invited-again'`;
      expect([...audit]).toEqual(Array(4).fill({ actor: "system:issuer-create" }));
    });

    it("gives none to whoever has joined, was suspended, or was invited by somebody there, and changes nothing of theirs", async () => {
      const set = (what: postgres.Fragment, phone: string) => superuser`
        update memberships m set ${what} from people p where p.id = m.person_id and p.phone = ${phone}`;
      const hashes = async () => [
        ...(await superuser`select invitation_hash as hash, invited_until as until from memberships order by person_id`),
      ];
      await set(superuser`status = 'active', joined_at = now()`, "+2348123456781");
      await lapse();
      const { stdout } = issuerCreate(["--renew"]);
      expect([tokensIn(stdout).length, stdout.includes("Ada"), stdout.includes("Ben, ")]).toEqual([1, false, true]);
      const before = await hashes();
      await set(superuser`status = 'suspended'`, "+2348123456782");
      const nobody = issuerCreate(["--renew"]);
      expect([nobody.status, nobody.stdout]).toEqual([1, ""]);
      expect(nobody.stderr).toMatch(/^No link was made: nobody of the first two people of Acme Money has an open/);
      await set(
        superuser`status = 'invited', invited_by = (select id from people where name = 'Ada')`,
        "+2348123456782",
      );
      expect(issuerCreate(["--renew"]).status).toBe(1);
      expect(await hashes()).toEqual(before);
    });

    it("is refused for an issuer that is none", () => {
      const { status, stderr } = issuerCreate(["--renew", "--name", "Nobody's Money"]);
      expect([status, stderr]).toEqual([1, "No link was made: there is no issuer called Nobody's Money.\n"]);
    });
  });

  it("stands beside a second one of another name; who is known already keeps their name and is no second person", async () => {
    const second = ["--name", "Other Money", "--person", "Adaeze:+2348123456781", "--person", "Cid:+2348123456783"];
    const { status, stdout } = issuerCreate([...ARGS, ...second]);
    expect(status).toBe(0);
    expect(stdout).toContain("Ada, +234 812 345 6781:");
    expect(await everything()).toMatchObject({ issuers: 2, people: 3, memberships: 4 });
    const { stderr } = issuerCreate(["--renew"]);
    expect(stderr).toBe("No link was made: say whose with --name: Acme Money, Other Money.\n");
  });
});
