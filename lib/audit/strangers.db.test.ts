import { afterAll, beforeAll, expect, it } from "vitest";
import { codeOf } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { suspendPerson } from "@/lib/people";
import { type Ctx, run } from "@/lib/runtime";
import { suspendCustomer } from "@/lib/wallets";
import { listAuditEntries } from ".";

let world: World;
let own: TestDistributor;
let admin: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  own = await world.distributor(0n);
  admin = await own.person("Admin", ["admin"]);
  viewer = await own.person("Viewer", ["viewer"]);
  stranger = await (await world.distributor(0n)).person("Stranger", ["maker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

const tryOn = (whom: TestPerson) =>
  codeOf(
    run(
      viewer.caller,
      { requestId: "test", tries: { action: "person.suspend", subjectKind: "person", subjectId: whom.id } },
      (ctx) => suspendPerson(ctx, { personId: whom.id, reason: "Because" }),
    ),
  );
const newest = async (ctx: Ctx) => (await listAuditEntries(ctx, { filters: {}, limit: 1, lookThrough: 10 })).items[0];

it("an entry about somebody of another organisation, whose id somebody tried here, does not tell their name", async () => {
  expect(await tryOn(stranger)).toBe("auth.forbidden");
  const about = { kind: "person", id: stranger.id, name: null };
  expect(await world.as(admin.caller, newest)).toMatchObject({ action: "person.suspend.refused", subject: about });
});

it("nor does one about a customer, whom the issuer alone names", async () => {
  const { id } = await world.customer("+2348123450001");
  const tries = { action: "customer.suspend", subjectKind: "customer", subjectId: id };
  const tried = run(viewer.caller, { requestId: "test", tries }, (ctx) => suspendCustomer(ctx, { id, reason: "x" }));
  expect(await codeOf(tried)).toBe("auth.forbidden");
  expect(await world.as(admin.caller, newest)).toMatchObject({ subject: { kind: "customer", id, name: null } });
});

it("while one about somebody of the own organisation does, and every entry tells who acted", async () => {
  expect(await tryOn(admin)).toBe("auth.forbidden");
  expect(await world.as(admin.caller, newest)).toMatchObject({
    actor: { name: "Viewer" },
    subject: { id: admin.id, name: "Admin" },
  });
});
