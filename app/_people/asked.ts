import { type Id, readId } from "@/lib/kernel/ids";
import type { Place } from "@/lib/kernel/pagination";
import { type E164, formatPhone } from "@/lib/kernel/phone";
import type { PeopleFilters } from "@/lib/people";
import type { PeopleQuery } from "./people-query";

/** People on a page. */
const PAGE = 50;

/** A person's phone as people read it: grouped; one that is masked stays as it is. */
export function shownPhone(phone: string): string {
  return /^\+[0-9]+$/.test(phone) ? formatPhone(phone as E164) : phone;
}

/** What the address narrows a list of people to. */
export function filtersOf({ show, role, q }: PeopleQuery): PeopleFilters {
  return { removed: show === "removed", search: q, ...(role ? { role } : {}) };
}

/** The page of people that the address asks for. */
export function placeOf({ after, before }: PeopleQuery): Place<Id<"person">> {
  const edge = (text: string | null) => (text && readId("person", text)) || undefined;
  return { after: edge(after), before: edge(before), limit: PAGE };
}
