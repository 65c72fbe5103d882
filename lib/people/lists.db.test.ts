import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { listActors } from "@/lib/audit";
import type { Id } from "@/lib/kernel/ids";
import type { Place } from "@/lib/kernel/pagination";
import { CONTROL_HOURS, INVITATION_DAYS } from "@/lib/kernel/periods";
import { countPeople, listPeople, type PeopleFilters } from ".";

const MANY = 120;

let world: World;
let own: TestDistributor;
let admin: TestPerson;
let staff: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  own = await world.distributor(0n);
  admin = await own.person("Zoe Admin", ["admin"]);
  for (let n = 1; n <= MANY; n++) {
    const name = `${n % 2 ? "person" : "Person"} ${String(n).padStart(3, "0")}`;
    await own.person(name, n % 10 === 0 ? ["maker", "checker"] : ["viewer"]);
  }
  staff = await world.staff("Staff", ["viewer"]);
  stranger = await (await world.distributor(0n)).person("Stranger", ["admin"]);
});
afterAll(() => world.close());

const list = (filters: PeopleFilters, place: Place<Id<"person">>, by = admin) =>
  world.as(by.caller, (ctx) => listPeople(ctx, filters, place));

describe("a list of people", () => {
  it("read page by page, forwards and back, shows everybody once and by name", async () => {
    const names: string[] = [];
    let after: Id<"person"> | undefined;
    let pages = 0;
    do {
      const page = await list({}, { limit: 50, after });
      names.push(...page.items.map(({ name }) => name.toLowerCase()));
      after = page.next ?? undefined;
      pages++;
    } while (after);
    expect(pages).toBe(3);
    expect(names).toHaveLength(MANY + 1);
    expect(names).toEqual([...new Set(names)].sort());
    const first = await list({}, { limit: 50 });
    const second = await list({}, { limit: 50, after: first.next ?? undefined });
    const back = await list({}, { limit: 50, before: second.previous ?? undefined });
    expect(first.previous).toBeNull();
    expect(back).toEqual(first);
  });

  it("is narrowed by role, by a part of the name, and to those who were removed", async () => {
    expect((await list({ role: "checker" }, { limit: 50 })).items).toHaveLength(MANY / 10);
    expect((await list({ search: "ZOE" }, { limit: 50 })).items.map(({ id }) => id)).toEqual([admin.id]);
    expect((await list({ search: "on 00", role: "viewer" }, { limit: 50 })).items).toHaveLength(9);
    expect((await list({ removed: true }, { limit: 50 })).items).toEqual([]);
  });

  it("is the issuer's to see, and no other distributor's", async () => {
    const page = await list({ organisationId: own.id }, { limit: 9 }, staff);
    expect(page.items).toHaveLength(9);
    expect(page.items.every(({ phone }) => phone.includes("•"))).toBe(true);
    expect(await codeOf(list({ organisationId: own.id }, { limit: 9 }, stranger))).toBe("people.not-member");
    expect(await codeOf(world.as(stranger.caller, (ctx) => countPeople(ctx, { organisationId: own.id })))).toBe(
      "people.not-member",
    );
  });

  it("is counted without being read", async () => {
    const count = await world.as(admin.caller, (ctx) => countPeople(ctx, {}));
    expect(count).toEqual({ working: MANY + 1, suspended: 0, removed: 0, deciders: MANY / 10 });
  });
});

it("whose entries one may want to see is found by name, also where many work", async () => {
  const find = (search: string, chosen?: TestPerson) =>
    world.as(admin.caller, (ctx) => listActors(ctx, { search, limit: 12, and: chosen?.id }));
  expect(await find("")).toMatchObject({ hasMore: true });
  expect(await find("zoe")).toEqual({ items: [{ id: admin.id, name: "Zoe Admin" }], hasMore: false });
  const { items } = await find("", admin);
  expect(items[0]?.id).toBe(admin.id);
  expect(items).toHaveLength(12);
});

it("screens and the database agree on how long an invitation is open, and how long two people are no second pair of eyes", async () => {
  const [row] = (await world.owner.execute(sql`
    select extract(epoch from invitation_lasts())::int as open, extract(epoch from control_lasts())::int as control`)) as unknown as {
    open: number;
    control: number;
  }[];
  expect(row).toEqual({ open: INVITATION_DAYS * 86_400, control: CONTROL_HOURS * 3_600 });
});
