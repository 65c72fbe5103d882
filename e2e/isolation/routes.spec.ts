import { expect, test } from "@playwright/test";
import { isAllowed } from "@/lib/runtime";
import { ask } from "../support/distributor-api";
import { baseURL } from "../support/trial";
import { essence } from "./answers";
import { openTable } from "./cells";
import { type Ids, idsOf, WHOSE, type Whose } from "./ids";
import { type Ask, ROUTES } from "./routes";
import { mayAsPerson, type Seat, seatsOf } from "./seats";
import { createWorld, type World } from "./world";

let world: World;
let theirs: Record<Whose, Ids>;

test.beforeAll(async () => {
  world = await createWorld();
  const made = await Promise.all(WHOSE.map(async (whose) => [whose, await idsOf(world, whose)] as const));
  theirs = Object.fromEntries(made) as typeof theirs;
});
test.afterAll(() => world.close());

/** Whether whoever asks is let in with what is their own: the API reads keys and no cookies, the portal's own routes the other way round. */
function isLetIn(file: string, { permission, in: place }: Ask, seat: Seat): boolean {
  if (permission === null) return true;
  if (!file.startsWith("app/api/v1/")) return mayAsPerson(seat, permission) && (!place || place === seat.kind);
  return seat.principal?.kind === "api-key" && isAllowed(seat.principal, permission);
}

const others = async () => ({
  other: await world.realm.stateOf(world.other.id),
  foreign: await world.foreignRealm.stateOf(world.foreign.id),
});

test("a route answers whom the table of permissions says, another tenant's ids as ids of nothing, and changes nothing of theirs", async () => {
  test.setTimeout(360_000);
  const table = openTable("routes");
  const before = await others();
  const open = async (seat: Seat, { method, path, body }: Ask, ids: Ids) => {
    // What changes something is taken from the portal's own pages alone.
    const headers = { ...(path(ids).startsWith("/api/portal/") ? { origin: baseURL } : {}), ...seat.headers };
    const answer = await ask({ method, path: path(ids), key: null, headers, body: body?.(ids) });
    return { status: answer.status, code: answer.json?.code ?? answer.status, essence: essence(answer, ids) };
  };
  for (const [file, asks] of Object.entries(ROUTES)) {
    for (const one of asks) {
      const thing = `${one.method} ${file}`;
      const namesIds = one.path(theirs.own) !== one.path(theirs.nothing);
      for (const seat of seatsOf(world)) {
        const add = (whose: string, expected: string, got: string, passed: boolean) =>
          table.add({ thing: `${thing}`, seat: seat.name, whose, expected, got, passed });
        // The other distributor's key is here to try what is not its own.
        const isOthers = seat.name === "key of other" && namesIds;
        const letIn = isLetIn(file, one, seat);
        if (!isOthers) {
          const { status, code } = await open(seat, one, await idsOf(world, "own"));
          const fine =
            one.permission === null ? status < 500 : letIn ? status === 200 : [401, 403, 404].includes(status);
          add("own", letIn ? "answered" : "refused", String(code), fine);
        }
        if (!namesIds || one.permission === null) continue;
        const nothing = await open(seat, one, theirs.nothing);
        for (const whose of isOthers ? (["own", "foreign"] as const) : (["other", "foreign"] as const)) {
          const isStaffs = one.atIssuersDesk && seat.name.startsWith("issuer's");
          if (whose === "other" && (one.shared || isStaffs)) continue;
          const got = await open(seat, one, theirs[whose]);
          const same = got.essence === nothing.essence && got.status < 500;
          add(whose, `as nothing: ${nothing.code}`, same ? String(got.code) : `differs: ${got.code}`, same);
        }
      }
    }
  }
  process.stdout.write(`${table.keep()}\n`);
  expect(table.wrong()).toEqual([]);
  expect(await others()).toEqual(before);
});
