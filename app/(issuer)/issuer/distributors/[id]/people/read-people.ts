import { showId } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";
import { listPeople, type PersonView } from "@/lib/people";
import type { Ctx } from "@/lib/runtime";
import type { FramedDistributor } from "../_components/distributor-frame";
import { lookAt } from "../_components/look-at";

/** Somebody who works for a distributor, as plain data; `phone` as whoever looks may see it. */
export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly roles: PersonView["roles"];
  readonly status: PersonView["status"];
  readonly lastSeenAt: string | null;
};

/**
 * The people of the distributor that an address names, in one unit of work; the look is noted in its audit.
 * @throws DomainError `organisations.distributor-not-found`, `auth.forbidden`
 */
export async function readDistributorPeople(
  ctx: Ctx,
  shownId: string,
): Promise<{ distributor: FramedDistributor; rows: PersonRow[] }> {
  const { id, name, status } = await lookAt(ctx, shownId, "people");
  const people = await listPeople(ctx, { organisationId: id });
  return {
    distributor: { id: showId("distributor", id), name, status },
    rows: people.map((person) => ({
      id: showId("person", person.id),
      name: person.name,
      phone: person.phone,
      roles: person.roles,
      status: person.status,
      lastSeenAt: person.lastSeenAt && toRfc3339(person.lastSeenAt),
    })),
  };
}
