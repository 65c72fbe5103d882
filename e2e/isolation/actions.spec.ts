import { expect, test } from "@playwright/test";
import type { Action } from "./action";
import { ACTIONS } from "./actions";
import { builtActions } from "./build";
import { callAction } from "./call-action";
import { openTable } from "./cells";
import { type Ids, idsOf } from "./ids";
import { PAGES } from "./pages";
import { isSignedIn, mayAsPerson, peopleOf, type Seat, seatOf } from "./seats";
import { createWorld, type World } from "./world";

let world: World;
let theirs: Record<"other" | "foreign" | "nothing", Ids>;

test.beforeAll(async () => {
  world = await createWorld();
  const [other, foreign, nothing] = await Promise.all([
    idsOf(world, "other"),
    idsOf(world, "foreign"),
    idsOf(world, "nothing"),
  ]);
  theirs = { other, foreign, nothing };
});
test.afterAll(() => world.close());

function isLetIn(action: Action, seat: Seat): boolean {
  if (action.permission === "public") return true;
  if (action.permission === "session") return isSignedIn(seat);
  return mayAsPerson(seat, action.permission) && (!action.in || action.in === seat.kind);
}

/** For an action that ends sessions: somebody of the same role whom nobody else needs. */
async function standIn(seat: Seat): Promise<Seat> {
  if (!seat.member) return seat;
  const member = await seat.realm.hire(seat.tenant?.id ?? seat.realm.id, seat.member.role);
  return seatOf(member, seat.tenant, seat.realm);
}

const others = async () => ({
  other: await world.realm.stateOf(world.other.id),
  foreign: await world.foreignRealm.stateOf(world.foreign.id),
});

test("an action lets in whom the table of permissions says, another tenant's things are nothing to it, and stay as they were", async () => {
  test.setTimeout(360_000);
  const table = openTable("actions");
  const before = await others();
  for (const { thing, id, pages } of builtActions()) {
    const action = ACTIONS[thing];
    const page = PAGES[pages[0] ?? ""];
    if (!action || !page) continue;
    const own = await idsOf(world, "own");
    const namesIds = usesIds(action, own);
    const call = async (seat: Seat, ids: Ids) =>
      callAction(action.endsSession ? await standIn(seat) : seat, page.path(own), id, action, ids);
    await Promise.all(
      peopleOf(world).map(async (seat) => {
        const add = (whose: string, expected: string, got: string, passed: boolean) =>
          table.add({ thing, seat: seat.name, whose, expected, got, passed });
        const letIn = isLetIn(action, seat);
        const { outcome } = await call(seat, await idsOf(world, "own", seat));
        const isIn = outcome === "ok" || outcome.startsWith("sent to") || (action.fine ?? []).includes(outcome);
        const isBroken = /^(broken|status)/.test(outcome);
        const fine = action.permission === "public" ? !isBroken : letIn ? isIn : outcome !== "ok" && !isBroken;
        add("own", letIn ? "let in" : "refused", outcome, fine || isSentToSignIn(action, letIn, outcome));
        if (!namesIds || action.permission === "public") return;
        const nothing = await call(seat, theirs.nothing);
        for (const whose of ["other", "foreign"] as const) {
          // The issuer's staff work for all distributors of their own issuer.
          if (whose === "other" && ((seat.kind === "issuer" && !action.home) || action.shared)) continue;
          const got = await call(seat, theirs[whose]);
          const same =
            got.outcome === nothing.outcome && got.said === nothing.said && !/^(broken|status)/.test(got.outcome);
          add(
            whose,
            `as nothing: ${nothing.outcome}`,
            same ? got.outcome : `differs: ${got.outcome} ${got.said}`,
            same,
          );
        }
      }),
    );
  }
  process.stdout.write(`${table.keep()}\n`);
  expect(table.wrong()).toEqual([]);
  expect(await others()).toEqual(before);
});

// A form knows no other refusal.
function isSentToSignIn(action: Action, letIn: boolean, outcome: string): boolean {
  return !letIn && action.form === true && outcome.startsWith("sent to /sign-in");
}

/** Whether the input differs with the ids, beside what differs each time. */
function usesIds(action: Action, ids: Ids): boolean {
  const text = JSON.stringify(action.input(ids));
  return Object.values(ids).some((id) => text.includes(id));
}
