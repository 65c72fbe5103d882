import { afterAll, beforeAll, expect, it } from "vitest";
import { codeOf, decide, keyed } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { approvedKey, auditOf, mandate, revealedKey } from "@/db/test/keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type AskedMandate, readKey, revokeKey } from "@/lib/api-keys";
import type { Id } from "@/lib/kernel/ids";
import { changeKey, readOperation } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let admin: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  admin = await a.person("Admin", ["admin"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

let drafts = 0;
const change = (by: TestPerson, keyId: Id<"apiKey">, changed: Partial<AskedMandate>, draft = `draft-${++drafts}`) =>
  world.as(by.caller, (ctx) =>
    changeKey(ctx, {
      keyId,
      after: { ...mandate({ maxAmountMinor: 10_00n }), expiresInDays: null, ...changed },
      idempotency: keyed(a.id, draft, { keyId, ...changed, maxAmountMinor: String(changed.maxAmountMinor) }),
    }),
  );
const read = (keyId: Id<"apiKey">) => world.as(admin.caller, (ctx) => readKey(ctx, { keyId }));
const held = () => revealedKey(world, { maker, checker }, { maxAmountMinor: 10_00n });
/** Takes the amount, and gives requests. */
const both = { maxAmountMinor: 5_00n, requestsPerMinute: 7_000 };

it("what a change of a key takes away is gone with the answer, and what it gives waits for a second person", async () => {
  const { id } = await held();
  const operationId = await change(maker, id, both);
  expect(await read(id)).toMatchObject({ maxAmountMinor: 5_00n, requestsPerMinute: 6_000, operationId });
  if (!operationId) throw new Error("nothing was asked for");
  const { payload } = await world.as(maker.caller, (ctx) => readOperation(ctx, operationId));
  expect(payload).toMatchObject({
    before: { maxAmount: "500" },
    after: { maxAmount: "500", requestsPerMinute: 7_000 },
  });
  await decide(world, checker.caller, operationId);
  expect(await read(id)).toMatchObject({ maxAmountMinor: 5_00n, requestsPerMinute: 7_000, operationId: null });
});

it("a change whose wider half may not be asked for, as an admin's, takes nothing away either", async () => {
  const { id } = await held();
  expect(await codeOf(change(admin, id, both))).toBe("auth.forbidden");
  await backstage.sql`update distributors set features_off = '{api-keys}' where id = ${a.id}`;
  expect(await codeOf(change(maker, id, both))).toBe("api-keys.keys-off");
  await backstage.sql`update distributors set features_off = '{}' where id = ${a.id}`;
  expect(await read(id)).toMatchObject({ maxAmountMinor: 10_00n, requestsPerMinute: 6_000, operationId: null });
  expect((await auditOf(world, id)).map(({ action }) => action)).not.toContain("api-key.narrowed");
});

it("a change whose narrower half is not one's to make asks for nothing either", async () => {
  const { id } = await held();
  const other = await a.person("Other maker", ["maker"]);
  expect(await codeOf(change(other, id, both))).toBe("api-keys.not-maker");
  expect(await read(id)).toMatchObject({ maxAmountMinor: 10_00n, operationId: null });
});

it("what only narrows asks nobody, and what changes nothing does nothing", async () => {
  const { id } = await held();
  expect(await change(admin, id, { maxAmountMinor: 9_00n })).toBeNull();
  expect(await change(admin, id, { maxAmountMinor: 9_00n })).toBeNull();
  const actions = (await auditOf(world, id)).map(({ action }) => action);
  expect(actions.filter((action) => action === "api-key.narrowed")).toHaveLength(1);
});

it("a change sent again is answered with the same request", async () => {
  const { id } = await held();
  const wanted = { expiresInDays: 9, requestsPerMinute: 7_000, maxAmountMinor: 10_00n };
  const first = await change(maker, id, wanted, "sent twice");
  expect(first).not.toBeNull();
  expect(await change(maker, id, wanted, "sent twice")).toBe(first);
});

it("a key that ended or that is another distributor's is not changed", async () => {
  const ended = await approvedKey(world, { maker, checker }, { maxAmountMinor: 10_00n });
  await world.as(maker.caller, (ctx) => revokeKey(ctx, { keyId: ended, reason: "Not wanted" }));
  expect(await codeOf(change(maker, ended, both))).toBe("api-keys.ended");
  const b = await world.distributor(0n);
  const stranger = await b.person("Stranger", ["maker", "admin"]);
  const { id } = await held();
  expect(await codeOf(change(stranger, id, both))).toBe("api-keys.not-found");
});
