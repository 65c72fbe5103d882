import { afterAll, beforeAll, expect, it } from "vitest";
import { goBackstage } from "@/db/test/backstage";
import { giveTestSettings, signInDesk } from "@/db/test/sign-in";
import { createWorld, type World } from "@/db/test/world";
import { run } from "@/lib/runtime";
import { newToken } from "./hashes";
import { readSuspended } from "./read-suspended";
import { revokeSession } from "./revoke-session";
import { sessionCaller } from "./session-caller";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  giveTestSettings(world.urls.appUrl);
});
afterAll(() => world.close());

it("whoever has the token of a session learns that its distributor is suspended, and nobody learns anything by any other token", async () => {
  const [desk, backstage] = [signInDesk(world), goBackstage(world)];
  const home = await world.distributor(0n);
  const token = await desk.signIn(await desk.hire(home.id));
  const revoked = await desk.signIn(await desk.hire(home.id));
  const caller = await sessionCaller(revoked);
  if (!caller) throw new Error("no session");
  await run(caller, { requestId: "test" }, (ctx) => revokeSession(ctx));
  expect(await readSuspended(token)).toBeNull();

  await backstage.suspend("distributors", home.id);
  expect(await sessionCaller(token)).toBeNull();
  expect(await readSuspended(token)).toEqual({ name: "Distributor", reason: null });
  for (const other of [revoked, newToken(), "", "no token"]) expect(await readSuspended(other)).toBeNull();

  await backstage.reinstate("distributors", home.id);
  expect(await readSuspended(token)).toBeNull();
  expect(await sessionCaller(token)).not.toBeNull();
  await backstage.close();
});
