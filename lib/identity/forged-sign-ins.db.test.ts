import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inUnit } from "@/db/test/in-unit";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";

let world: World;
let desk: ReturnType<typeof signInDesk>;
let home: TestDistributor;
let checker: SignInPerson;
let app: postgres.Sql;
let worker: postgres.Sql;
let superuser: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  giveTestSettings(world.urls.appUrl);
  desk = signInDesk(world);
  home = await world.distributor(0n);
  checker = await desk.hire(home.id, { roles: ["checker"] });
  await desk.signIn(checker);
  app = postgres(world.urls.appUrl, { max: 1 });
  worker = postgres(world.urls.workerUrl, { max: 1 });
  superuser = postgres(world.urls.superuserUrl, { max: 1 });
});

afterAll(async () => {
  await Promise.all([app, worker, superuser].map((sql) => sql?.end()));
  await world?.close();
});

const scope = () => ({ issuerId: world.issuerId, organisation: home.id });
const tried = (statement: string, sql = app) =>
  inUnit(sql, scope(), (tx) => tx.unsafe(statement))
    .then(() => "done")
    .catch((error) => error.code ?? error);

describe("a sign-in is not made up in SQL", () => {
  const insert = (columns: string, values: string) =>
    tried(`insert into sign_in_challenges (id, phone, person_id, code_hash, expires_at${columns})
           values (gen_random_uuid(), '${checker.phone}', '${checker.id}', sha256('x'), now() + interval '1 hour'${values})`);

  it("no challenge is written that has passed anything, and none forgets what was tried", async () => {
    expect(await insert("", "")).toBe("done");
    for (const column of ["sms_verified_at", "used_at"]) expect(await insert(`, ${column}`, ", now()")).toBe("PU004");
    for (const column of ["ticket_hash", "pending_totp_secret"]) {
      expect(await insert(`, ${column}`, ", 'x'")).toBe("PU004");
    }
    const { challengeId } = await desk.passSms(checker.phone);
    for (const set of ["attempts = 0", "sms_verified_at = null", "sms_verified_at = now()"]) {
      expect(await tried(`update sign_in_challenges set ${set} where id = '${challengeId}'`)).toBe("PU004");
    }
  });

  it("the key of the seals is read by nobody, and kept once", async () => {
    for (const sql of [app, worker]) expect(await tried("select key from session_seals", sql)).toBe("42501");
    const kept = await inUnit(superuser, scope(), async (tx, unit) => {
      await tx`select keep_session_seal(${world.issuerId}, ${unit}, sha256('mine'))`;
      return tx`select name, key = sha256('mine') as mine from session_seals`;
    });
    expect([...kept]).toEqual([{ name: "session", mine: false }]);
    expect(await tried("insert into session_seals values ('session', sha256('mine'))")).toBe("42501");
  });

  it("a browser is made nobody's by hand", async () => {
    const mine = `insert into person_devices (person_id, device_hash) values ('${checker.id}', sha256('mine'))`;
    expect(await tried(mine)).toBe("42501");
  });
});
