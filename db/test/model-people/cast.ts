import postgres from "postgres";
import type { Id } from "@/lib/kernel/ids";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import type { Role } from "@/lib/runtime";
import { giveTestSettings } from "../sign-in";
import { createWorld, type TestDistributor, type World } from "../world";
import { newSession } from "./session";
import type { Person, State } from "./state";

/** A real world and the model of it: what stands at a place of a list of the state stands at the same place of the list here. */
export type Cast = {
  readonly world: World;
  /** As a superuser. */
  readonly sql: postgres.Sql;
  readonly home: TestDistributor;
  readonly state: State;
  readonly phones: E164[];
  readonly tokens: string[];
  readonly operations: Id<"operation">[];
};

const PEOPLE: readonly (readonly Role[])[] = [["admin"], ["admin", "checker"], ["checker"], ["checker"], ["maker"]];
const STAFF: readonly (readonly Role[])[] = [["checker"], ["admin"]];
const OUTSIDERS = 4;

/** A distributor with people, its issuer's staff, and phones that nobody has yet. */
export async function castWorld(): Promise<Cast> {
  const world = await createWorld();
  giveTestSettings(world.urls.appUrl);
  const sql = postgres(world.urls.superuserUrl, { max: 2, onnotice: () => undefined });
  const home = await world.distributor(0n);
  const state: State = { people: [], operations: [], controls: [] };
  const cast: Cast = { world, sql, home, state, phones: [], tokens: [], operations: [] };
  const nobody = { isStaff: false, staffRoles: [], isKnown: false, isSignedIn: false, member: null, sentAgain: 0 };
  const here = { status: "active", invitedBy: null, isLapsed: false, hasCome: true, cameLately: false } as const;
  for (const [n, roles] of PEOPLE.entries()) {
    const { sessionId } = await home.person(`Person ${n}`, [...roles]);
    await add(cast, { ...nobody, isKnown: true, isSignedIn: true, member: { ...here, roles } }, sessionId);
  }
  for (const [n, staffRoles] of STAFF.entries()) {
    const { sessionId } = await world.staff(`Staff ${n}`, [...staffRoles]);
    await add(cast, { ...nobody, isStaff: true, staffRoles, isKnown: true, isSignedIn: true }, sessionId);
  }
  for (let n = 0; n < OUTSIDERS; n++) {
    state.people.push({ ...nobody });
    cast.phones.push(parsePhone(`+2348199000${100 + n}`));
    cast.tokens.push(newSession().token);
  }
  return cast;
}

/** Has their session a token that is known here. */
async function add(cast: Cast, person: Person, session: Id<"session">): Promise<void> {
  const { token, hash } = newSession();
  const phone = await cast.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update sessions set token_hash = ${hash} where id = ${session}`;
    const [row] = await tx`select p.phone from people p join sessions s on s.person_id = p.id where s.id = ${session}`;
    return String(row?.phone) as E164;
  });
  cast.state.people.push(person);
  cast.phones.push(phone);
  cast.tokens.push(token);
}

/** Ends a world. */
export async function strike({ sql, world }: Cast): Promise<void> {
  await sql.end({ timeout: 1 });
  await world.close();
}
