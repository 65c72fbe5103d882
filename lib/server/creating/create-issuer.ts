import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { people } from "@/db/schema";
import { addMembership, createPerson, newInvitation } from "@/lib/identity";
import { type Id, newId } from "@/lib/kernel/ids";
import { createIssuer } from "@/lib/organisations";
import { type Ctx, type Role, run, systemCaller } from "@/lib/runtime";
import { StartupError } from "../startup-error.mjs";
import { asOwner } from "./as-owner";
import type { Founder, NewIssuer } from "./read-arguments";

const FAILURE = "No issuer was created";
/** All that two people need to run an issuer and to decide on what the other asks for. */
const ROLES: readonly Role[] = ["admin", "maker", "checker"];

/** A person with the token of their invitation, which is kept nowhere else. `name` is what they are called already, where they are known. */
export type Invited = Founder & { readonly token: string };

/** An issuer and those of its first two people who have a new link. */
export type Links = { readonly id: Id<"issuer">; readonly name: string; readonly people: readonly Invited[] };

/**
 * Creates an issuer and invites its first two people, whom nobody else invited: neither has had the other's identity in their hands.
 * @param ownerUrl a connection as `portal_owner`
 * @throws StartupError as `asOwner` does, and when an issuer has that name
 */
export function createFirstIssuer(ownerUrl: string, wish: NewIssuer): Promise<Links> {
  return asOwner(ownerUrl, FAILURE, async (database) => {
    await checkName(database, wish.name);
    const id = newId("issuer");
    return run(systemCaller(id, "issuer-create"), { requestId: "issuer-create", database }, async (ctx) => {
      const { name, currency, timeZone } = wish;
      await createIssuer(ctx, { name, currency, timeZone });
      const invited: Invited[] = [];
      for (const founder of wish.people) invited.push(await invite(ctx, id, founder));
      return { id, name, people: invited };
    });
  });
}

async function checkName(database: Database, name: string): Promise<void> {
  const [row] = (await database.execute(
    sql`select exists (select from inspect.issuers where lower(name) = lower(${name})) as taken`,
  )) as unknown as { taken: boolean }[];
  if (!row?.taken) return;
  const again = "npm run issuer:create -- --renew makes new links for those of its first two people who have not come";
  throw new StartupError(`${FAILURE}: there is an issuer called ${name}; ${again}.`);
}

async function invite(ctx: Ctx, organisationId: Id<"issuer">, { name, phone }: Founder): Promise<Invited> {
  const [known] = await ctx.tx.select({ id: people.id, name: people.name }).from(people).where(eq(people.phone, phone));
  const personId = known?.id ?? (await createPerson(ctx, { name, phone }));
  const { token, hash } = newInvitation();
  await addMembership(ctx, { personId, organisationId, roles: ROLES, invitation: hash });
  return { name: known?.name ?? name, phone, token };
}
