import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { memberships, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { prepareInvitation } from "@/lib/people";
import { type Ctx, run, systemCaller } from "@/lib/runtime";
import { StartupError } from "../startup-error.mjs";
import { asOwner } from "./as-owner";
import type { Invited, Links } from "./create-issuer";

const FAILURE = "No link was made";

/**
 * Makes new links for those of an issuer's first two people who have not come yet; their links before lead nowhere any more. Whoever has
 * joined, was suspended or was invited by somebody of the issuer gets none: that is for the people there to decide.
 * @param ownerUrl a connection as `portal_owner`
 * @param name whose; null where there is one issuer alone
 * @throws StartupError as `asOwner` does, for an issuer that is none or not the only one, and where nobody is left to come
 */
export function renewLinks(ownerUrl: string, name: string | null): Promise<Links> {
  return asOwner(ownerUrl, FAILURE, async (database) => {
    const issuer = await findIssuer(database, name);
    const caller = systemCaller(issuer.id, "issuer-create");
    const invited = await run(caller, { requestId: "issuer-create", database }, renewAll);
    if (invited.length > 0) return { ...issuer, people: invited };
    throw new StartupError(
      `${FAILURE}: nobody of the first two people of ${issuer.name} has an open invitation. Whoever has joined invites others under People.`,
    );
  });
}

async function findIssuer(database: Database, name: string | null): Promise<{ id: Id<"issuer">; name: string }> {
  const all = (await database.execute(sql`select id, name from inspect.issuers order by name`)) as unknown as {
    id: Id<"issuer">;
    name: string;
  }[];
  const meant = name === null ? all : all.filter((issuer) => issuer.name.toLowerCase() === name.toLowerCase());
  const [one, other] = meant;
  if (one && !other) return one;
  if (one) throw new StartupError(`${FAILURE}: say whose with --name: ${all.map((issuer) => issuer.name).join(", ")}.`);
  throw new StartupError(`${FAILURE}: there is no issuer${name === null ? "" : ` called ${name}`}.`);
}

async function renewAll(ctx: Ctx): Promise<Invited[]> {
  const { issuerId } = ctx.scope;
  const waiting = await ctx.tx
    .select({ personId: people.id, name: people.name })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.issuerId, issuerId),
        eq(memberships.organisationId, issuerId),
        eq(memberships.status, "invited"),
        isNull(memberships.invitedBy),
      ),
    )
    .orderBy(people.phone);
  const invited: Invited[] = [];
  for (const { personId, name } of waiting) {
    // None for somebody who has come in this very moment.
    const sent = await prepareInvitation(ctx, { organisationId: issuerId, personId });
    if (!sent) continue;
    ctx.audit({ action: "person.invited-again", subjectKind: "person", subjectId: personId });
    invited.push({ name, phone: sent.phone, token: sent.token });
  }
  return invited;
}
