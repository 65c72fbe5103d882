import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, cashOut, submit } from "@/db/test/acts";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { countOperations, type ListPosition, listOperations, type OperationPage, readSearch } from ".";

let world: World;
let often: TestPerson;
let seldom: TestPerson;
let phone: E164;
/** Of the one who seldom makes any: the 4th, 7th and 12th of 12, oldest first. */
const rare: Id<"operation">[] = [];
const ALL = 12;

beforeAll(async () => {
  world = await createWorld();
  const a = await world.distributor(100_000_00n);
  often = await a.person("Often", ["maker"]);
  seldom = await a.person("Seldom", ["maker"]);
  phone = (await world.customer("+2348123456781", 100_000_00n)).phone;
  for (let n = 1; n <= ALL; n++) {
    const isRare = n === 4 || n === 7 || n === 12;
    const id = await submit(world, (isRare ? seldom : often).caller, cashIn(BigInt(n) * 100_00n, phone));
    if (isRare) rare.unshift(id);
  }
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

type Asked = {
  limit: number;
  lookThrough?: number;
  after?: ListPosition | undefined;
  before?: ListPosition | undefined;
};

const list = (asked: Asked) =>
  world.as(often.caller, (ctx) => listOperations(ctx, { filters: { makerId: seldom.id }, ...asked }));

async function allPages(asked: Asked): Promise<OperationPage[]> {
  const pages = [await list(asked)];
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await list({ ...asked, after: next }));
  return pages;
}

const idsOf = (pages: readonly OperationPage[]) => pages.flatMap(({ items }) => items.map(({ id }) => id));

describe("a list that no index serves", () => {
  it.each([1, 2, 3, 4, 5, 11, 12, 13])(
    "is found whole, each row once, %i operations at a time",
    async (lookThrough) => {
      for (const limit of [1, 2, 50]) expect(idsOf(await allPages({ limit, lookThrough }))).toEqual(rare);
    },
  );

  it("says that a page stopped early, and not that one ended", async () => {
    const pages = await allPages({ limit: 50, lookThrough: 5 });
    expect(pages.map(({ items }) => items.length)).toEqual([1, 2, 0]);
    expect(pages.map(({ lookedThrough }) => lookedThrough)).toEqual([5, 5, null]);
    expect((await allPages({ limit: 50, lookThrough: ALL })).map((page) => page.lookedThrough)).toEqual([null]);
  });

  it("goes back over the same rows, also from a page without any", async () => {
    const lookThrough = 2;
    const pages = await allPages({ limit: 50, lookThrough });
    const back: Id<"operation">[] = [];
    let before = pages.at(-1)?.previous;
    while (before) {
      const page: OperationPage = await list({ limit: 50, lookThrough, before });
      back.unshift(...page.items.map(({ id }) => id));
      before = page.previous;
    }
    expect(back).toEqual(rare);
  });

  it("without a bound fills its page, however far the rows are apart", async () => {
    const page = await list({ limit: 2 });
    expect(idsOf([page])).toEqual(rare.slice(0, 2));
    expect(idsOf([await list({ limit: 2, after: page.next as ListPosition })])).toEqual(rare.slice(2));
  });

  it("is counted among the newest, and says so", async () => {
    const count = (lookThrough: number) =>
      world.as(often.caller, (ctx) => countOperations(ctx, { makerId: seldom.id }, lookThrough));
    expect(await count(6)).toMatchObject({ byStatus: { pending: 2 }, complete: false });
    expect(await count(ALL)).toMatchObject({ byStatus: { pending: 3 }, complete: true });
  });
});

describe("a search", () => {
  const search = (words: string) => world.as(often.caller, (ctx) => readSearch(ctx, words, "NGN"));

  it("takes what is somebody's reference for that alone, and else for all that it can be", async () => {
    expect(await search("300")).toEqual({ anyOf: { name: "300", shortCode: "300", amountMinor: 300_00n } });
    await submit(world, often.caller, cashOut({ phone, minor: 1_00n }, "300"));
    expect(await search("300")).toEqual({ reference: "300" });
  });

  it("takes a number without its plus for a phone where an operation has it", async () => {
    expect(await search(phone.slice(1))).toEqual({ phone });
    expect(await search("2348123456789")).toMatchObject({ anyOf: { name: "2348123456789" } });
  });
});
