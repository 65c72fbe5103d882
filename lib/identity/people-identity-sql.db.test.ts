import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inUnit } from "@/db/test/in-unit";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { newId } from "@/lib/kernel/ids";
import { sessionCaller } from "./session-caller";

describe("what is done to somebody's way in, once others approved it", () => {
  let world: World;
  let desk: ReturnType<typeof signInDesk>;
  let home: TestDistributor;
  let app: postgres.Sql;
  beforeAll(async () => {
    world = await createWorld();
    giveTestSettings(world.urls.appUrl);
    desk = signInDesk(world);
    home = await world.distributor(0n);
    app = postgres(world.urls.appUrl, { max: 1 });
  });
  afterAll(async () => {
    await app?.end();
    await world.close();
  });

  const resetTotp = (person: SignInPerson) =>
    desk.asOwner((ctx) =>
      ctx.tx.execute(`select identity_reset_totp('${world.issuerId}', '${ctx.unitId}', '${person.id}') as ended`),
    );
  const changePhone = (person: Pick<SignInPerson, "id">, phone: string) =>
    desk.asOwner((ctx) =>
      ctx.tx.execute(
        `select identity_change_phone('${world.issuerId}', '${ctx.unitId}', '${person.id}', '${phone}') as ended`,
      ),
    );

  it("a reset ends every session and every sign-in under way, uses up the recovery codes, and lets the person enrol anew", async () => {
    const person = await desk.hire(home.id);
    const tokens = [await desk.signIn(person), await desk.signIn(person)];
    const underWay = await desk.passSms(person.phone);
    await desk.asOwner((ctx) =>
      ctx.tx.execute(`insert into recovery_codes (person_id, code_hash) values ('${person.id}', sha256('x'))`),
    );
    expect([...(await resetTotp(person))]).toEqual([{ ended: 2 }]);
    for (const token of tokens) expect(await sessionCaller(token)).toBeNull();
    await expect(desk.finish(underWay, person)).resolves.toEqual({ outcome: "expired" });
    const [row] = await app`
      select totp_secret, enrolled_at, (select count(*)::int from recovery_codes where person_id = ${person.id} and used_at is null) as codes
        from people where id = ${person.id}`;
    expect(row).toEqual({ totp_secret: null, enrolled_at: null, codes: 0 });
  });

  it("a new phone ends every session; the old one signs in nobody and the new one the same person", async () => {
    const person = await desk.hire(home.id);
    const token = await desk.signIn(person);
    const phone = "+2348199999901" as SignInPerson["phone"];
    expect([...(await changePhone(person, phone))]).toEqual([{ ended: 1 }]);
    expect(await sessionCaller(token)).toBeNull();
    expect((await desk.askForCode(person.phone)).sms).toBeNull();
    expect(await sessionCaller(await desk.signIn({ ...person, phone }))).not.toBeNull();
  });

  it("no phone becomes two people's, and nobody is changed who is not there", async () => {
    const [one, two] = [await desk.hire(home.id), await desk.hire(home.id)];
    await expect(changePhone(one, two.phone)).rejects.toMatchObject({ cause: { code: "23505" } });
    await expect(changePhone({ id: newId("person") }, "+2348199999902")).rejects.toMatchObject({
      cause: { code: "PU004" },
    });
  });

  it("the application's own role may do neither", async () => {
    const person = await desk.hire(home.id);
    const scope = { issuerId: world.issuerId, organisation: home.id };
    for (const call of [
      `identity_reset_totp('${world.issuerId}', app_unit(), '${person.id}')`,
      `identity_change_phone('${world.issuerId}', app_unit(), '${person.id}', '+2348199999903')`,
      `identity_end_sign_ins('${person.id}')`,
    ]) {
      await expect(inUnit(app, scope, (tx) => tx.unsafe(`select ${call}`))).rejects.toMatchObject({ code: "42501" });
    }
  });
});
