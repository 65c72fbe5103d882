import { afterAll, beforeAll, expect, it } from "vitest";
import { codeOf } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { approvedKey, revealedKey } from "@/db/test/keys";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { revealSecret, revokeKey, rotateKey } from ".";

let world: World;
let backstage: Backstage;
let maker: TestPerson;
let checker: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  const a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
});

afterAll(async () => {
  await backstage.close();
  await world.close();
});

const rotate = (keyId: Id<"apiKey">) =>
  codeOf(world.as(maker.caller, (ctx) => rotateKey(ctx, { keyId, overlap: "now" })));
const reveal = (keyId: Id<"apiKey">) => codeOf(world.as(maker.caller, (ctx) => revealSecret(ctx, { keyId })));
const changed = (kind: string, ago: string) =>
  backstage.sql.unsafe(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id, at)
    values ('${maker.id}', '${checker.id}', '${world.issuerId}', '${kind}', gen_random_uuid(), now() - interval '${ago}')`);

it("shows no secret while its maker's authenticator or phone was set by others within 72 hours, and lets the key be revoked", async () => {
  const { id } = await revealedKey(world, { maker, checker });
  const fresh = await approvedKey(world, { maker, checker });
  await changed("totp-reset", "72 hours 1 minute");
  await changed("phone-change", "73 hours");
  expect(await rotate(id)).toBe("accepted");
  await changed("phone-change", "71 hours 59 minutes");
  expect(await rotate(id)).toBe("api-keys.identity-changed");
  expect(await reveal(fresh)).toBe("api-keys.identity-changed");
  expect(await codeOf(world.as(maker.caller, (ctx) => revokeKey(ctx, { keyId: id, reason: "Taken" })))).toBe(
    "accepted",
  );
});

it("shows a secret to somebody who was invited lately: nobody else has been them", async () => {
  const other = await world.distributor(1_000_00n);
  const invited = await other.person("Invited", ["maker"]);
  const decider = await other.person("Checker", ["checker"]);
  const admin = await other.person("Admin", ["admin"]);
  await backstage.sql.unsafe(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id)
    values ('${invited.id}', '${admin.id}', '${world.issuerId}', 'invite', gen_random_uuid())`);
  const keyId = await approvedKey(world, { maker: invited, checker: decider });
  expect(await codeOf(world.as(invited.caller, (ctx) => revealSecret(ctx, { keyId })))).toBe("accepted");
});
