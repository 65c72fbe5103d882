import postgres from "postgres";
import { afterEach, beforeEach, expect, it } from "vitest";
import { giveTestSettings } from "@/db/test/sign-in";
import { createWorld, type World } from "@/db/test/world";
import { newId } from "@/lib/kernel/ids";
import { keepSeal } from "./keep-seal";

let world: World;
let app: postgres.Sql;

beforeEach(async () => {
  world = await createWorld();
  giveTestSettings(world.urls.appUrl);
  app = postgres(world.urls.appUrl, { max: 1 });
});

afterEach(async () => {
  await app.end();
  await world.close();
});

/** Somebody who has the application's role tells a key of their own. */
const intrude = () =>
  app.begin(async (tx) => {
    const unit = newId("unit");
    await tx.unsafe(`set local app.issuer = '${world.issuerId}'; set local app.unit = '${unit}'`);
    const [row] = await tx`select keep_session_seal(${world.issuerId}, ${unit}, sha256('mine')) as mine`;
    return row?.mine;
  });

it("the seal of a portal that starts is kept, by all of its processes, and by nobody after it", async () => {
  expect(await Promise.all([keepSeal(), keepSeal(), keepSeal()])).toEqual([true, true, true]);
  expect(await intrude()).toBe(false);
  expect(await keepSeal()).toBe(true);
});

it("whoever was there before the portal is found when it starts", async () => {
  expect(await intrude()).toBe(true);
  expect(await keepSeal()).toBe(false);
});
