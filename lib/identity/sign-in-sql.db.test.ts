import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inUnit } from "@/db/test/in-unit";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { hashSessionToken, newToken } from "./hashes";
import { sealSession } from "./session-seal";

let world: World;
let desk: ReturnType<typeof signInDesk>;
let home: TestDistributor;
let checker: SignInPerson;
let token: string;
let app: postgres.Sql;
let worker: postgres.Sql;
let owner: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  giveTestSettings(world.urls.appUrl);
  desk = signInDesk(world);
  home = await world.distributor(0n);
  checker = await desk.hire(home.id, { roles: ["checker"] });
  token = await desk.signIn(checker);
  app = postgres(world.urls.appUrl, { max: 1 });
  owner = postgres(world.urls.ownerUrl, { max: 1 });
  worker = postgres(world.urls.workerUrl, { max: 1 });
});

afterAll(async () => {
  await Promise.all([app, worker, owner].map((sql) => sql?.end()));
  await world?.close();
});

const scope = () => ({ issuerId: world.issuerId, organisation: home.id });
const refusal = (work: Promise<unknown>) => work.then(() => "done").catch((error) => error.code ?? error);
const tried = (statement: string, sql = app) => refusal(inUnit(sql, scope(), (tx) => tx.unsafe(statement)));
const hash = () => hashSessionToken(token).toString("hex");

type Opening = { readonly hours?: number; readonly organisation?: Id<"distributor">; readonly seal?: Buffer };

async function open(tx: postgres.TransactionSql, unit: string, by: Id<"challenge">, opening: Opening = {}) {
  const { hours = 12, organisation: organisationId = home.id } = opening;
  const session = { by, sessionId: newId("session"), organisationId, tokenHash: hashSessionToken(newToken()) };
  const seal = opening.seal ?? sealSession(session);
  const [row] = await tx`
    select * from open_session(${world.issuerId}, ${unit}, ${by}, ${session.sessionId}, ${session.tokenHash}, sha256('device'),
                               now() + make_interval(hours => ${hours}), null, null, null, ${seal})`;
  if (row?.outcome !== "active") throw Object.assign(new Error("no session"), { code: row?.outcome });
}
const useUp = (tx: postgres.TransactionSql, challenge: Id<"challenge">) =>
  tx`update sign_in_challenges set used_at = now() where id = ${challenge}`;

describe("in SQL as the application's role, in a unit of its own", () => {
  it("no session is inserted, lengthened, given to somebody else or moved", async () => {
    const writes = [
      `insert into sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, expires_at)
       values (gen_random_uuid(), sha256('x'), '${checker.id}', '${world.issuerId}', '${home.id}', 'distributor', now() + interval '1 hour')`,
      `update sessions set expires_at = now() + interval '1 year'`,
      `update sessions set person_id = '${checker.id}'`,
      `update sessions set token_hash = sha256('x') where token_hash = '\\x${hash()}'`,
      `update sessions set organisation_id = issuer_id`,
    ];
    for (const write of writes) expect(await tried(write)).toBe("42501");
  });

  it("a revoked session stays revoked", async () => {
    const [live] = await owner`select id from sessions where token_hash = decode(${hash()}, 'hex')`;
    const at = `where id = '${live?.id}'`;
    expect(await tried(`update sessions set revoked_at = now() ${at}`)).toBe("done");
    const unrevoked = `update sessions set revoked_at = now() ${at}; update sessions set revoked_at = null ${at}`;
    expect(await tried(unrevoked)).toBe("PU004");
  });

  it("not even the owner of the tables lengthens a session, or gives it to somebody else", async () => {
    const other = await desk.hire(home.id);
    for (const set of ["expires_at = expires_at + interval '1 hour'", `person_id = '${other.id}'`]) {
      expect(await tried(`update sessions set ${set} where token_hash = '\\x${hash()}'`, owner)).toBe("PU004");
    }
  });

  it("nobody's phone is written, and nobody's authenticator replaced, taken away or set back", async () => {
    const person = `where id = '${checker.id}'`;
    expect(await tried(`update people set phone = '+2348999999999' ${person}`)).toBe("42501");
    expect(await tried(`update people set totp_secret = 'x' ${person}`)).toBe("PU004");
    expect(await tried(`update people set totp_secret = null, enrolled_at = null ${person}`)).toBe("PU004");
    expect(await tried(`update people set enrolled_at = now() + interval '1 day' ${person}`)).toBe("PU004");
    expect(await tried(`update people set totp_last_step = -1 ${person}`)).toBe("PU004");
    expect(await tried(`insert into people (id, phone, name) values (gen_random_uuid(), '+2348999999998', 'x')`)).toBe(
      "42501",
    );
  });

  it("no authenticator is enrolled but the one that was offered after the SMS", async () => {
    const { id } = await desk.hire(home.id, { enrolled: false });
    expect(await tried(`update people set totp_secret = 'x', enrolled_at = now() where id = '${id}'`)).toBe("PU004");
  });

  it("a recovery code that was used is not made good again", async () => {
    const insert = `insert into recovery_codes (person_id, code_hash) values ('${checker.id}', sha256('y'))`;
    const use = `update recovery_codes set used_at = now() where person_id = '${checker.id}'`;
    expect(await tried(`${insert}; ${use}`)).toBe("done");
    expect(await tried(`${insert}; ${use}; update recovery_codes set used_at = null`)).toBe("PU004");
  });

  it("the worker writes none of this", async () => {
    for (const write of [
      "update sessions set revoked_at = null",
      "update people set totp_last_step = 1",
      "update recovery_codes set used_at = null",
      "update sign_in_challenges set attempts = 0",
    ]) {
      expect(await tried(write, worker)).toBe("42501");
    }
  });
});

describe("a session is opened", () => {
  const outcome = (
    challenge: Id<"challenge">,
    change: (tx: postgres.TransactionSql) => Promise<unknown>,
    opening: Opening = {},
  ) =>
    refusal(
      inUnit(app, scope(), async (tx, unit) => {
        await change(tx);
        await open(tx, unit, challenge, opening);
      }),
    );
  const passed = async (): Promise<Id<"challenge">> => (await desk.passSms(checker.phone)).challengeId;

  it("by a challenge that passed its SMS and is used up in the same transaction", async () => {
    const challenge = await passed();
    expect(await outcome(challenge, (tx) => useUp(tx, challenge))).toBe("done");
  });

  it("by no challenge that is not used up, nor by one that was used up before", async () => {
    const challenge = await passed();
    expect(await outcome(challenge, async () => undefined)).toBe("refused");
    await desk.asOwner((ctx) =>
      ctx.tx.execute(`update sign_in_challenges set used_at = now() where id = '${challenge}'`),
    );
    expect(await outcome(challenge, async () => undefined)).toBe("refused");
    expect(await outcome(challenge, (tx) => useUp(tx, challenge))).toBe("PU004");
  });

  it("by none without its SMS", async () => {
    const { challengeId } = await desk.askForCode(checker.phone);
    expect(await outcome(challengeId, (tx) => useUp(tx, challengeId))).toBe("refused");
  });

  it("in the organisation where the person works alone, and for no longer than a day", async () => {
    const challenge = await passed();
    expect(await outcome(challenge, (tx) => useUp(tx, challenge), { hours: 25 })).toBe("refused");
    const other = await world.distributor(0n);
    const elsewhere = inUnit(app, { ...scope(), organisation: other.id }, async (tx, unit) => {
      await useUp(tx, challenge);
      await open(tx, unit, challenge, { organisation: other.id });
    });
    expect(await refusal(elsewhere)).toBe("refused");
  });

  it("by no process that lacks the keys, whatever it writes of itself: neither with a guessed seal nor with one of another session", async () => {
    const challenge = await passed();
    const borrowed = sealSession({
      by: challenge,
      sessionId: newId("session"),
      organisationId: home.id,
      tokenHash: hashSessionToken(newToken()),
    });
    for (const seal of [Buffer.alloc(32), borrowed]) {
      expect(await outcome(challenge, (tx) => useUp(tx, challenge), { seal })).toBe("PU004");
    }
  });
});
