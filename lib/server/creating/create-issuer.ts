import { eq, sql } from "drizzle-orm";
import { migrationProblems } from "@/db/checks";
import { type Database, openDatabase } from "@/db/client";
import { people } from "@/db/schema";
import { addMembership, createPerson, newInvitation } from "@/lib/identity";
import { type Id, newId } from "@/lib/kernel/ids";
import { createIssuer } from "@/lib/organisations";
import { type Ctx, databaseError, type Role, run, systemCaller } from "@/lib/runtime";
import { StartupError } from "../startup-error.mjs";
import type { Founder, NewIssuer } from "./read-arguments";

// Any number that nothing else in this database locks.
const CREATING_LOCK = 7_305_310_103;
/** All that two people need to run an issuer and to decide on what the other asks for. */
const ROLES: readonly Role[] = ["admin", "maker", "checker"];

/** A person with the token of their invitation, which is kept nowhere else. `name` is what they are called already, where they are known. */
export type Invited = Founder & { readonly token: string };

/** The new issuer and its first two people. */
export type Created = { readonly id: Id<"issuer">; readonly people: readonly Invited[] };

/**
 * Creates an issuer and invites its first two people, whom nobody else invited: neither has had the other's identity in their hands.
 * @param ownerUrl a connection as `portal_owner`
 * @throws StartupError when the database is away, is not the owner's or not at this version, and when an issuer has that name
 */
export async function createFirstIssuer(ownerUrl: string, wish: NewIssuer): Promise<Created> {
  // One connection: it holds the lock that keeps a second run of the same name out.
  const database = openDatabase(ownerUrl, { max: 1, name: "portal-issuer-create" });
  try {
    await checkPlace(database);
    await database.execute(sql`select pg_advisory_lock(${CREATING_LOCK})`);
    await checkName(database, wish.name);
    const id = newId("issuer");
    return await run(systemCaller(id, "issuer-create"), { requestId: "issuer-create", database }, async (ctx) => {
      const { name, currency, timeZone } = wish;
      await createIssuer(ctx, { name, currency, timeZone });
      const invited: Invited[] = [];
      for (const founder of wish.people) invited.push(await invite(ctx, id, founder));
      return { id, people: invited };
    });
  } catch (error) {
    const reason = databaseError(error);
    if (error instanceof StartupError || !reason) throw error;
    throw refusal(`the database of OWNER_DATABASE_URL cannot be reached (${reason.code})`, error);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}

async function checkPlace(database: Database): Promise<void> {
  const [problem] = await migrationProblems(database);
  if (problem) throw refusal(`the database of OWNER_DATABASE_URL is not ready, ${problem} (npm run migrate)`);
  const [row] = (await database.execute(
    sql`select pg_get_userbyid(relowner) as owner, current_user as own from pg_class where oid = 'public.issuers'::regclass`,
  )) as unknown as { owner: string; own: string }[];
  if (row?.owner !== row?.own)
    throw refusal(`OWNER_DATABASE_URL must be a connection as ${row?.owner}, not ${row?.own}`);
}

async function checkName(database: Database, name: string): Promise<void> {
  const [row] = (await database.execute(
    sql`select exists (select from inspect.issuers where lower(name) = lower(${name})) as taken`,
  )) as unknown as { taken: boolean }[];
  if (row?.taken) throw refusal(`there is an issuer called ${name}`);
}

async function invite(ctx: Ctx, organisationId: Id<"issuer">, { name, phone }: Founder): Promise<Invited> {
  const [known] = await ctx.tx.select({ id: people.id, name: people.name }).from(people).where(eq(people.phone, phone));
  const personId = known?.id ?? (await createPerson(ctx, { name, phone }));
  const { token, hash } = newInvitation();
  await addMembership(ctx, { personId, organisationId, roles: ROLES, invitation: hash });
  return { name: known?.name ?? name, phone, token };
}

function refusal(why: string, cause?: unknown): StartupError {
  return new StartupError(`No issuer was created: ${why}.`, { cause });
}
