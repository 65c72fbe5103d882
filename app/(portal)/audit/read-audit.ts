import { listActors, listAuditEntries } from "@/lib/audit";
import { readId, showId } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { readOwn } from "../operations/list-filters";
import { type AuditQuery, filtersOf, readPlace } from "./audit-query";
import { type SerialisedEntry, serialiseEntry } from "./serialise-entry";

const PAGE = 50;

/** People whom the filter offers at once; whoever else acted is found by name. */
const OFFERED = 12;

/** Entries that one page looks through for what no index leads to: as many as are looked through while nobody notices. */
const LOOK_THROUGH = 10_000;

/** A page of the audit, places in the chain beside it as they stand in the address, and the people whose entries one may choose. */
export type AuditView = {
  readonly entries: readonly SerialisedEntry[];
  readonly next: string | null;
  readonly previous: string | null;
  /** The page stopped after so many entries, and `next` looks on; null where it did not stop. */
  readonly lookedThrough: number | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** There are others, found by more of their name. */
  readonly hasMorePeople: boolean;
};

/**
 * What the address asks for, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readAudit(ctx: Ctx, query: AuditQuery): Promise<AuditView> {
  const page = await listAuditEntries(ctx, {
    filters: filtersOf(query, (await readOwn(ctx)).timeZone, ctx.now),
    limit: PAGE,
    lookThrough: LOOK_THROUGH,
    after: readPlace(query.after),
    before: query.after ? undefined : readPlace(query.before),
  });
  const people = await listActors(ctx, {
    search: query.who,
    limit: OFFERED,
    and: (query.by && readId("person", query.by)) || undefined,
  });
  return {
    entries: page.items.map((entry) => serialiseEntry(ctx, entry)),
    next: page.next === null ? null : String(page.next),
    previous: page.previous === null ? null : String(page.previous),
    lookedThrough: page.lookedThrough,
    people: people.items.map(({ id, name }) => ({ id: showId("person", id), name })),
    hasMorePeople: people.hasMore,
  };
}
