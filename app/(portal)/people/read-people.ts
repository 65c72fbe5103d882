import { filtersOf, placeOf, shownPhone } from "@/app/_people/asked";
import type { PeopleQuery } from "@/app/_people/people-query";
import { type Id, showId } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";
import { listOperations } from "@/lib/operations";
import { OPERATION_TYPES, type OperationType } from "@/lib/operations/schemas";
import { worksForIssuer } from "@/lib/organisations";
import { countPeople, listPeople, type PersonView } from "@/lib/people";
import { type Ctx, isAllowed, type Role } from "@/lib/runtime";

/** A person as plain data for components. Ids carry their prefix, instants are RFC 3339, UTC; `pending` are open requests about them. */
export type SerialisedPerson = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly roles: readonly Role[];
  readonly status: PersonView["status"];
  readonly reason: string | null;
  readonly invited: { readonly by: string | null; readonly until: string; readonly isLapsed: boolean } | null;
  readonly joinedAt: string | null;
  readonly lastSeenAt: string | null;
  readonly isEnrolled: boolean;
  readonly isMe: boolean;
  readonly pending: readonly { readonly type: OperationType; readonly href: string }[];
};

/**
 * A page of the people of one's organisation; `next` and `previous` are cursors as they stand in the address. `fewDeciders` while fewer than
 * two can decide, and the issuer's checkers stand in.
 */
export type PeopleView = {
  readonly people: readonly SerialisedPerson[];
  readonly counts: { readonly here: number; readonly removed: number };
  readonly next: string | null;
  readonly previous: string | null;
  readonly canChange: boolean;
  readonly fewDeciders: boolean;
};

/** The types that are about people. */
const PERSON_TYPES = OPERATION_TYPES.filter((type) => type.startsWith("person-"));

/** Nobody has more open requests about people than are found among so many operations. */
const LOOK_THROUGH = 5_000;
const AT_MOST = 200;

/**
 * What the list of people shows, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readPeople(ctx: Ctx, query: PeopleQuery): Promise<PeopleView> {
  const page = await listPeople(ctx, filtersOf(query), placeOf(query));
  const { working, suspended, removed, deciders } = await countPeople(ctx, {});
  const pending = await readPending(ctx);
  return {
    people: page.items.map((person) => serialisePerson(ctx, person, pending)),
    counts: { here: working + suspended, removed },
    next: page.next && showId("person", page.next),
    previous: page.previous && showId("person", page.previous),
    canChange: isAllowed(ctx.principal, "people.change"),
    fewDeciders: deciders < 2 && !worksForIssuer(ctx),
  };
}

/** Open requests about people, by the person that they are about. */
export type PendingChanges = ReadonlyMap<Id<"person">, SerialisedPerson["pending"]>;

/**
 * The open requests about one's organisation's people.
 * @throws DomainError `auth.forbidden`
 */
export async function readPending(ctx: Ctx): Promise<PendingChanges> {
  const { items } = await listOperations(ctx, {
    filters: { statuses: ["pending"], types: PERSON_TYPES },
    limit: AT_MOST,
    lookThrough: LOOK_THROUGH,
  });
  const pending = new Map<Id<"person">, SerialisedPerson["pending"]>();
  for (const { id, type, counterparty } of items) {
    const person = counterparty.id as Id<"person">;
    const one = { type, href: `${operationsPath(ctx)}/${showId("operation", id)}` };
    pending.set(person, [...(pending.get(person) ?? []), one]);
  }
  return pending;
}

/** Where the caller's operations have their pages. */
export function operationsPath(ctx: Ctx): string {
  return worksForIssuer(ctx) ? "/issuer/operations" : "/operations";
}

/** A person as this principal may see them. */
export function serialisePerson(ctx: Ctx, person: PersonView, pending: PendingChanges): SerialisedPerson {
  const { principal } = ctx;
  return {
    id: showId("person", person.id),
    name: person.name,
    phone: shownPhone(person.phone),
    roles: person.roles,
    status: person.status,
    reason: person.suspended?.reason ?? null,
    invited: person.invited && { ...person.invited, until: toRfc3339(person.invited.until) },
    joinedAt: person.joinedAt && toRfc3339(person.joinedAt),
    lastSeenAt: person.lastSeenAt && toRfc3339(person.lastSeenAt),
    isEnrolled: person.isEnrolled,
    isMe: principal.kind === "user" && principal.personId === person.id,
    pending: pending.get(person.id) ?? [],
  };
}
