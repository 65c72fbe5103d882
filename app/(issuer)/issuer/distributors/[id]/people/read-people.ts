import { filtersOf, placeOf, shownPhone } from "@/app/_people/asked";
import type { PeopleQuery } from "@/app/_people/people-query";
import type { PersonRow } from "@/app/_people/people-table";
import { showId } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";
import { countPeople, listPeople } from "@/lib/people";
import type { Ctx } from "@/lib/runtime";
import type { FramedDistributor } from "../_components/distributor-frame";
import { lookAt } from "../_components/look-at";

/** A page of the people of a distributor, as whoever looks may see them; `next` and `previous` are cursors as they stand in the address. */
export type DistributorPeople = {
  readonly distributor: FramedDistributor;
  readonly people: readonly PersonRow[];
  readonly counts: { readonly here: number; readonly removed: number };
  readonly next: string | null;
  readonly previous: string | null;
};

/**
 * The people of the distributor that an address names, in one unit of work; the look is noted in its audit.
 * @throws DomainError `organisations.distributor-not-found`, `auth.forbidden`
 */
export async function readDistributorPeople(ctx: Ctx, shownId: string, query: PeopleQuery): Promise<DistributorPeople> {
  const { id, name, status } = await lookAt(ctx, shownId, "people");
  const page = await listPeople(ctx, { organisationId: id, ...filtersOf(query) }, placeOf(query));
  const { working, suspended, removed } = await countPeople(ctx, { organisationId: id });
  return {
    distributor: { id: showId("distributor", id), name, status },
    people: page.items.map((person) => ({
      id: showId("person", person.id),
      name: person.name,
      phone: shownPhone(person.phone),
      roles: person.roles,
      status: person.status,
      invited: person.invited,
      joinedAt: person.joinedAt && toRfc3339(person.joinedAt),
      lastSeenAt: person.lastSeenAt && toRfc3339(person.lastSeenAt),
    })),
    counts: { here: working + suspended, removed },
    next: page.next && showId("person", page.next),
    previous: page.previous && showId("person", page.previous),
  };
}
