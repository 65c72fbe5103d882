import { and, arrayOverlaps, asc, eq, ne, sql } from "drizzle-orm";
import { memberships, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { PolicyRole } from "@/lib/kernel/policy-terms";
import { shownName } from "@/lib/people";
import { authorize, type Ctx } from "@/lib/runtime";

/** Somebody who may decide. */
export type Decider = { readonly id: Id<"person">; readonly name: string };

/**
 * The active people of a distributor with one of these roles, by name; without the maker, and whoever is no second person for them at present
 * (db/functions/055_deciders.sql), where one is named.
 * @throws DomainError `auth.forbidden`
 */
export async function listDeciders(
  ctx: Ctx,
  of: {
    readonly distributorId: Id<"distributor">;
    readonly roles: readonly PolicyRole[];
    readonly makerId: Id<"person"> | null;
  },
): Promise<Decider[]> {
  authorize(ctx, "policies.read");
  const { distributorId, roles, makerId } = of;
  return ctx.tx
    .select({ id: memberships.personId, name: shownName })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        isActiveAt(ctx, distributorId),
        arrayOverlaps(memberships.roles, [...roles]),
        makerId === null
          ? undefined
          : and(
              ne(memberships.personId, makerId),
              sql`${memberships.personId} not in (select person_id from controlled_with(${makerId}::uuid))`,
            ),
      ),
    )
    .orderBy(asc(shownName), asc(memberships.personId));
}

/**
 * The active makers of a distributor, by name.
 * @throws DomainError `auth.forbidden`
 */
export async function listMakers(ctx: Ctx, distributorId: Id<"distributor">): Promise<Decider[]> {
  authorize(ctx, "policies.read");
  return ctx.tx
    .select({ id: memberships.personId, name: shownName })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(isActiveAt(ctx, distributorId), arrayOverlaps(memberships.roles, ["maker"])))
    .orderBy(asc(shownName), asc(memberships.personId));
}

function isActiveAt(ctx: Ctx, distributorId: Id<"distributor">) {
  return and(
    eq(memberships.issuerId, ctx.scope.issuerId),
    eq(memberships.organisationId, distributorId),
    eq(memberships.status, "active"),
  );
}
