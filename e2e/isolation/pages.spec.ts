import { expect, test } from "@playwright/test";
import { ask } from "../support/distributor-api";
import { essence, refusalOfPage } from "./answers";
import { openTable } from "./cells";
import { type Ids, idsOf, WHOSE, type Whose } from "./ids";
import { PAGES, type Page } from "./pages";
import { isSignedIn, mayAsPerson, peopleOf, type Seat, seatsOf } from "./seats";
import { createWorld, type World } from "./world";

let world: World;
let ids: Record<Whose | "issuer's own", Ids>;

test.beforeAll(async () => {
  world = await createWorld();
  const made = await Promise.all(WHOSE.map(async (whose) => [whose, await idsOf(world, whose)] as const));
  const staff = seatsOf(world).find(({ kind }) => kind === "issuer");
  ids = { ...(Object.fromEntries(made) as typeof ids), "issuer's own": await idsOf(world, "own", staff) };
});
test.afterAll(() => world.close());

function isShown(page: Page, seat: Seat): boolean {
  if (page.permission === "public") return true;
  if (page.permission === "session") return isSignedIn(seat);
  return mayAsPerson(seat, page.permission) && (!page.in || page.in === seat.kind);
}

test("a page is shown to whom the table of permissions says, and another tenant's ids lead where ids of nothing lead", async () => {
  test.setTimeout(360_000);
  const table = openTable("pages");
  const open = async (seat: Seat, page: Page, whose: Whose) => {
    const headers = { accept: "text/html", ...seat.headers };
    const named = ids[whose === "own" && seat.kind === "issuer" ? "issuer's own" : whose];
    const answer = await ask({ path: page.path(named), key: null, headers });
    return { refusal: refusalOfPage(answer), essence: essence(answer, named) };
  };
  // A page also tells the time and what happens meanwhile, and comes in other pieces when it takes longer: only what differs each time differs by whose
  // ids they are.
  const compare = async (seat: Seat, page: Page, whose: Whose, tries = 6) => {
    const [nothing, got] = await Promise.all([open(seat, page, "nothing"), open(seat, page, whose)]);
    const same = got.essence === nothing.essence;
    if (!same && tries > 1) return compare(seat, page, whose, tries - 1);
    return { refusal: got.refusal, expected: nothing.refusal, same };
  };
  for (const [thing, page] of Object.entries(PAGES)) {
    const namesIds = page.path(ids.own) !== page.path(ids.nothing);
    await Promise.all(
      peopleOf(world).map(async (seat) => {
        const add = (whose: Whose, expected: string, got: string, passed: boolean) =>
          table.add({ thing, seat: seat.name, whose, expected, got, passed });
        // The issuer's staff see all distributors of their own issuer.
        const theirs: Whose[] = seat.kind === "issuer" && namesIds && !page.home ? ["own", "other"] : ["own"];
        const shown = isShown(page, seat);
        for (const whose of theirs) {
          const { refusal } = await open(seat, page, whose);
          const isBroken = refusal?.startsWith("broken") ?? false;
          const fine =
            page.permission === "public" ? !isBroken : shown ? refusal === null : !isBroken && refusal !== null;
          add(whose, shown ? "shown" : "refused", refusal ?? "shown", fine);
        }
        if (!namesIds || page.permission === "public") return;
        for (const whose of ["other", "foreign"] as const) {
          if (theirs.includes(whose)) continue;
          const { refusal, expected, same } = await compare(seat, page, whose);
          const fine = same && !refusal?.startsWith("broken");
          add(whose, `as nothing: ${expected ?? "shown"}`, same ? (refusal ?? "shown") : `differs: ${refusal}`, fine);
        }
      }),
    );
  }
  process.stdout.write(`${table.keep()}\n`);
  expect(table.wrong()).toEqual([]);
});
