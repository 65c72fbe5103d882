import { and, asc, eq } from "drizzle-orm";
import { memberships, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";

/** As many as a filter offers; whoever else acted is found from an entry of theirs. */
const OFFERED = 100;

/**
 * People of the caller's organisation, also former ones, by name: whose entries one may want to see.
 * @throws DomainError `auth.forbidden`
 */
export async function listActors(ctx: Ctx): Promise<{ readonly id: Id<"person">; readonly name: string }[]> {
  authorize(ctx, "audit.read");
  return ctx.tx
    .select({ id: people.id, name: people.name })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(eq(memberships.issuerId, ctx.scope.issuerId), eq(memberships.organisationId, ctx.principal.organisationId)),
    )
    .orderBy(asc(people.name), asc(people.id))
    .limit(OFFERED);
}
