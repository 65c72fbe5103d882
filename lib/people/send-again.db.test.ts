import { afterAll, beforeAll, expect, it } from "vitest";
import { codeOf, submit, tally } from "@/db/test/acts";
import { aPhone, approve, invite } from "@/db/test/people";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { listPeople, resendInvitation } from ".";

let world: World;
let d: TestDistributor;
let admin: TestPerson;
let checker: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  d = await world.distributor(0n);
  admin = await d.person("Admin", ["admin"]);
  checker = await d.person("Checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

async function invited(): Promise<Id<"person">> {
  const phone = aPhone();
  await approve(world, checker, await submit(world, admin.caller, invite(phone)));
  const { items: people } = await world.as(admin.caller, (ctx) => listPeople(ctx, {}, { limit: 50 }));
  const person = people.find((one) => one.phone === phone);
  if (!person) throw new Error("nobody was invited");
  return person.id;
}

const again = (personId: Id<"person">, minutes = 0) =>
  codeOf(
    world.as(admin.caller, (ctx) =>
      resendInvitation({ ...ctx, now: new Date(ctx.now.getTime() + minutes * 60_000) }, { personId }),
    ),
  );

it("an invitation is sent again three times an hour and no more, whoever else is invited", async () => {
  const [one, other] = [await invited(), await invited()];
  for (const code of ["accepted", "accepted", "accepted", "people.invited-too-often"])
    expect(await again(one)).toBe(code);
  expect(await again(one, 59)).toBe("people.invited-too-often");
  expect(await again(other)).toBe("accepted");
  expect(await again(one, 61)).toBe("accepted");
});

it("of 10 that are sent again at once three are", async () => {
  const person = await invited();
  const codes = await Promise.all(Array.from({ length: 10 }, () => again(person)));
  expect(tally(codes)).toEqual({ accepted: 3, "people.invited-too-often": 7 });
});
