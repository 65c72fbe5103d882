import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import { memberships, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { shownName } from "@/lib/people";
import { authorize, type Ctx } from "@/lib/runtime";

/** People whose entries one may want to see; there are others of that name where `hasMore`. */
export type Actors = {
  readonly items: readonly { readonly id: Id<"person">; readonly name: string }[];
  readonly hasMore: boolean;
};

/** Which people: those with these words in their name, `limit` at most; `and` is one more, who has been chosen already. */
export type ActorSearch = {
  readonly search: string;
  readonly limit: number;
  readonly and?: Id<"person"> | undefined;
};

/**
 * People of the caller's organisation, also former ones, by name.
 * @throws DomainError `auth.forbidden`
 */
export async function listActors(ctx: Ctx, { search, limit, and: chosen }: ActorSearch): Promise<Actors> {
  authorize(ctx, "audit.read");
  const words = search.trim();
  const isCalled = words === "" ? undefined : sql`strpos(lower(${shownName}), lower(${words})) > 0`;
  const isChosen = chosen ? eq(people.id, chosen) : undefined;
  const rows = await ctx.tx
    .select({ id: people.id, name: shownName })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.issuerId, ctx.scope.issuerId),
        eq(memberships.organisationId, ctx.principal.organisationId),
        isCalled && isChosen ? or(isCalled, isChosen) : isCalled,
      ),
    )
    .orderBy(...(isChosen ? [desc(isChosen)] : []), asc(sql`lower(${shownName})`), asc(people.id))
    .limit(limit + 1);
  return { items: rows.slice(0, limit), hasMore: rows.length > limit };
}
