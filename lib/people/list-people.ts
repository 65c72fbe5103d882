import { and, asc, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { memberships, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { isBackwards, type Page, type Place, toPage } from "@/lib/kernel/pagination";
import type { Ctx, Role } from "@/lib/runtime";
import { organisationOf, type Where } from "./organisation-of";
import { type PersonView, readPeople } from "./read-people";
import { shownName } from "./shown-name";

/** Which people: those who work here, or who have been removed; with a role; with a part of their name. Members left out do not narrow. */
export type PeopleFilters = Where & {
  readonly removed?: boolean | undefined;
  readonly role?: Role | undefined;
  readonly search?: string | undefined;
};

const byName = sql<string>`lower(${shownName})`;

/**
 * The people of an organisation, by name. Its names are all looked at for a page of them: an organisation has people by the hundred.
 * @throws DomainError `auth.forbidden`, `people.not-member` for another organisation's than one may ask for
 */
export async function listPeople(
  ctx: Ctx,
  filters: PeopleFilters,
  place: Place<Id<"person">>,
): Promise<Page<Id<"person">, PersonView>> {
  const organisationId = organisationOf(ctx, filters.organisationId);
  const edge = place.after ?? place.before;
  const isBack = isBackwards(place);
  const order = isBack ? desc : asc;
  const beyond = edge ? await isBeyond(ctx, organisationId, edge, isBack ? "<" : ">") : undefined;
  const rows = await readPeople(ctx, organisationId, {
    which: and(...conditionsOf(filters), beyond),
    order: [order(byName), order(people.id)],
    limit: place.limit + 1,
  });
  return toPage(rows, place, ({ id }) => id);
}

function conditionsOf({ removed, role, search }: PeopleFilters): (SQL | undefined)[] {
  const words = search?.trim();
  return [
    removed ? eq(memberships.status, "removed") : ne(memberships.status, "removed"),
    role ? sql`${role} = any(${memberships.roles})` : undefined,
    words ? sql`strpos(${byName}, lower(${words})) > 0` : undefined,
  ];
}

/** Of an edge that is not there (any more) nothing lies beyond. */
async function isBeyond(ctx: Ctx, organisationId: OrganisationId, edge: Id<"person">, side: "<" | ">"): Promise<SQL> {
  const [row] = await ctx.tx
    .select({ name: byName })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.issuerId, ctx.scope.issuerId),
        eq(memberships.organisationId, organisationId),
        eq(memberships.personId, edge),
      ),
    );
  return row ? sql`(${byName}, ${people.id}) ${sql.raw(side)} (${row.name}, ${edge}::uuid)` : sql`false`;
}
