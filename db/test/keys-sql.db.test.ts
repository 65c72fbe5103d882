import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Id } from "@/lib/kernel/ids";
import { type Backstage, goBackstage } from "./backstage";
import { inUnit } from "./in-unit";
import { approvedKey, revealedKey } from "./keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

// An attacker who has the application's role and writes what SQL they like, in units of work of their own.

let world: World;
let backstage: Backstage;
let d: TestDistributor;
let maker: TestPerson;
let both: TestPerson;
let checker: TestPerson;
let admin: TestPerson;
let app: postgres.Sql;
let key: Id<"apiKey">;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  d = await world.distributor(1_000_00n);
  maker = await d.person("Maker", ["maker"]);
  both = await d.person("Maker and checker", ["maker", "checker"]);
  checker = await d.person("Checker", ["checker"]);
  admin = await d.person("Admin", ["admin"]);
  app = postgres(world.urls.appUrl, { max: 1 });
});
beforeEach(async () => {
  key = await approvedKey(world, { maker: both, checker }, { permissions: ["read-balance"], maxAmountMinor: 5_00n });
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await app.end();
  await backstage.close();
  await world.close();
});

const refusal = (work: Promise<unknown>) =>
  work.then((answer) => answer ?? "done").catch((error) => error.code ?? error);
const named = (text: string, of: Id<"apiKey"> = key) =>
  text
    .replaceAll("ISSUER", `'${world.issuerId}'::uuid`)
    .replaceAll("HERE", `'${d.id}'::uuid`)
    .replaceAll("KEY", `'${of}'::uuid`);
type Deed = (tx: postgres.TransactionSql, unit: string) => Promise<unknown>;
const tried = (work: Deed, organisation: string = d.id) =>
  refusal(inUnit(app, { issuerId: world.issuerId, organisation }, work));

describe("with the application's role and free SQL nobody", () => {
  it.each([
    ["makes a key", "insert into api_keys (issuer_id, id) values (ISSUER, gen_random_uuid())"],
    ["makes a secret", "insert into api_key_secrets (issuer_id, id) values (ISSUER, gen_random_uuid())"],
    ["widens a key", "update api_keys set max_amount_minor = null, unit_id = app_unit() where id = KEY"],
    ["lets a key live on", "update api_keys set expires_at = now() + interval '9 years', unit_id = app_unit()"],
    ["revives a key", "update api_keys set revoked_at = null, unit_id = app_unit()"],
    ["revives a secret", "update api_key_secrets set ends_at = null, unit_id = app_unit()"],
    [
      "puts its own hash in place of a secret's",
      "update api_key_secrets set key_hash = sha256('x'), unit_id = app_unit()",
    ],
    ["removes a key", "delete from api_keys"],
    ["removes a secret", "delete from api_key_secrets"],
    ["lets the keys work again", "update distributors set keys_stopped_at = null, unit_id = app_unit()"],
    ["reads the hashes", "select key_hash from api_key_secrets"],
    [
      "calls what adds a secret",
      "select add_secret(app_unit(), k, gen_random_uuid(), sha256('x'), 'uwk_aaaa', 'aaaa') from api_keys k where id = KEY",
    ],
    ["calls what widens", "select write_mandate(app_unit(), k, '{}') from api_keys k where id = KEY"],
    ["tells keys that they end", "select api_keys_notice(ISSUER, app_unit(), 10)"],
  ])("%s", async (_, text) => {
    for (const organisation of [d.id, "*"])
      expect(await tried((tx) => tx.unsafe(named(text)), organisation)).toBe("42501");
  });

  it("shows a secret to anybody but the key's maker, or widens a key by what narrows", async () => {
    const secret = "gen_random_uuid(), sha256('x'), 'uwk_aaaa', 'aaaa'";
    const call = (text: string) => tried(async (tx) => [...(await tx.unsafe(named(text)))]);
    const as = ({ id, sessionId, proof }: TestPerson) =>
      `ISSUER, app_unit(), KEY, '${id}', '${sessionId}', decode('${proof}', 'hex')`;
    const outcome = (text: string) => [{ outcome: text }];
    expect(await call(`select api_key_reveal(${as(admin)}, ${secret}) as outcome`)).toEqual(
      outcome("api-keys.not-maker"),
    );
    for (const other of [
      { ...both, sessionId: admin.sessionId },
      { ...both, proof: admin.proof },
      { ...both, proof: "" },
    ]) {
      expect(await call(`select api_key_reveal(${as(other)}, ${secret}) as outcome`)).toEqual(
        outcome("auth.forbidden"),
      );
    }
    for (const after of [
      `{"permissions": ["read-balance", "perform-operations"], "maxAmount": "1"}`,
      `{"permissions": ["read-balance"], "maxAmount": null}`,
      `{"permissions": ["read-balance"], "maxAmount": "1", "expiresInDays": 700}`,
      `{"permissions": ["read-balance"], "maxAmount": "1", "requestsPerMinute": 6001}`,
    ]) {
      const whole = `'{"maxDaily": null, "allowedAddresses": [], "requestsPerMinute": 1}'::jsonb || '${after}'::jsonb`;
      expect(await call(`select outcome from api_key_narrow(${as(admin)}, ${whole})`)).toEqual(
        outcome("api-keys.wider"),
      );
    }
    for (const after of [
      `{"permissions": [], "allowedAddresses": []}`,
      `{"permissions": ["all"], "allowedAddresses": []}`,
      `{"permissions": ["read-balance"], "allowedAddresses": ["::ffff:0.0.0.0/96"]}`,
      `{"permissions": ["read-balance"], "allowedAddresses": ["010.0.0.1"]}`,
      `{"permissions": ["read-balance"], "allowedAddresses": [], "expiresInDays": 731}`,
    ]) {
      const whole = `'{"maxDaily": null, "maxAmount": "1", "requestsPerMinute": 1}'::jsonb || '${after}'::jsonb`;
      expect(await call(`select outcome from api_key_narrow(${as(admin)}, ${whole})`)).toBe("PU004");
    }
    expect(
      await call(
        `select api_keys_stop(ISSUER, app_unit(), HERE, '${both.id}', '${both.sessionId}', decode('${both.proof}', 'hex'), 'x') as outcome`,
      ),
    ).toEqual(outcome("auth.forbidden"));
  });

  it("reaches a key of another distributor", async () => {
    const b = await world.distributor(0n);
    const call = `select api_key_revoke(ISSUER, app_unit(), KEY, '${admin.id}', '${admin.sessionId}', decode('${admin.proof}', 'hex'), 'x') as outcome`;
    expect(await tried(async (tx) => [...(await tx.unsafe(named(call)))], b.id)).toEqual([
      { outcome: "api-keys.not-found" },
    ]);
    const outside = refusal(app.unsafe(named(call)));
    expect(await outside).toBe("PU001");
  });
});

describe("whoever owns the tables", () => {
  it.each([
    ["gives a key to somebody else", "update api_keys set made_by = made_by, unit_id = app_unit()"],
    [
      "lets a revoked key live",
      "update api_keys set revoked_at = null, unit_id = app_unit() where revoked_at is not null",
    ],
    ["has somebody else see a secret", "update api_key_secrets set seen_by = seen_by, unit_id = app_unit()"],
    [
      "lets a secret end later",
      "update api_key_secrets set ends_at = now() + interval '9 years', unit_id = app_unit() where ends_at is not null",
    ],
    [
      "shows one to somebody who is not the key's maker",
      `insert into api_key_secrets (issuer_id, id, distributor_id, key_id, key_hash, prefix, last_four, seen_by, unit_id)
       values (ISSUER, gen_random_uuid(), HERE, KEY, sha256('y'), 'uwk_aaaa', 'aaaa', gen_random_uuid(), app_unit())`,
    ],
  ])("is refused too: %s", async (_, text) => {
    const { id } = await revealedKey(world, { maker, checker });
    await backstage.sql`update api_keys set revoked_at = now() where id = ${id}`;
    await backstage.sql`update api_key_secrets set ends_at = now() where key_id = ${id}`;
    const owner = postgres(world.urls.ownerUrl, { max: 1 });
    const work = inUnit(owner, { issuerId: world.issuerId, organisation: "*" }, (tx) => tx.unsafe(named(text)));
    expect(["PU004", "23503"]).toContain(await refusal(work));
    await owner.end();
  });
});
