import { type Id, readId, showId } from "@/lib/kernel/ids";
import type { Page, Place } from "@/lib/kernel/pagination";
import { COUNTED_AT_MOST, type Listed, type StatusCount } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import type { DirectoryQuery } from "./directory-query";

/** A page of distributors, merchants or customers as plain data; `next` and `previous` are cursors as they stand in the address. */
export type DirectoryList<Row> = {
  readonly rows: readonly Row[];
  readonly counts: StatusCount;
  /** Where counting of one status stops. */
  readonly countedAtMost: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly canCreate: boolean;
  readonly canSuspend: boolean;
};

/** Rows on a page of a directory. */
const PAGE = 50;

/**
 * What the address of a directory asks for, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readDirectoryList<K extends Listed, T, Row>(
  ctx: Ctx,
  kind: K,
  { after, before }: DirectoryQuery,
  verbs: {
    readonly list: (place: Place<Id<K>>) => Promise<Page<Id<K>, T>>;
    readonly count: () => Promise<StatusCount>;
    readonly rows: (items: readonly T[]) => readonly Row[] | Promise<readonly Row[]>;
  },
): Promise<DirectoryList<Row>> {
  const edge = (text: string | null) => (text && readId(kind, text)) || undefined;
  const page = await verbs.list({ after: edge(after), before: edge(before), limit: PAGE });
  return {
    rows: await verbs.rows(page.items),
    counts: await verbs.count(),
    countedAtMost: COUNTED_AT_MOST,
    next: page.next && showId(kind, page.next),
    previous: page.previous && showId(kind, page.previous),
    canCreate: isAllowed(ctx.principal, `${kind}s.change`),
    canSuspend: isAllowed(ctx.principal, "distributors.change"),
  };
}
