/** What ids, instants, numbers and words are made of. Of these, base64 never has the "+" and "/" that URLs distort. */
const PART = /^[A-Za-z0-9_.:-]+$/;
const MAX_LENGTH = 512;

/**
 * A cursor is the base64 of its parts joined by "|", `<createdAt>|<operationID>` in the Distributor API. A part that is
 * empty or has other characters than letters, digits, `_.:-` is a bug of ours: TypeError.
 */
export function encodeCursor(parts: readonly string[]): string {
  if (parts.length === 0 || !parts.every((part) => PART.test(part))) throw new TypeError("not the parts of a cursor");
  return btoa(parts.join("|"));
}

/**
 * The `count` parts of a cursor, or null for a text that `encodeCursor` cannot have written; the caller answers
 * `pagination.bad-cursor`, and does the same when a part is not of the kind it expects.
 */
export function decodeCursor(text: string, count: number): string[] | null {
  if (typeof text !== "string" || text.length > MAX_LENGTH) return null;
  try {
    const parts = atob(text).split("|");
    // Base64 decoders accept several spellings of one text; only ours is a cursor of ours.
    return parts.length === count && encodeCursor(parts) === text ? parts : null;
  } catch {
    return null;
  }
}

/** Which page of a list: after or before the one at its edge. */
export type Place<Edge> = {
  readonly after?: Edge | undefined;
  readonly before?: Edge | undefined;
  readonly limit: number;
};

/** A page of a list; `next` and `previous` are those at its edges, null where the list ends. */
export type Page<Edge, T> = {
  readonly items: readonly T[];
  readonly next: Edge | null;
  readonly previous: Edge | null;
};

/** Whether a page is read backwards, from the row that it stands before. */
export function isBackwards({ after, before }: Place<unknown>): boolean {
  return after === undefined && before !== undefined;
}

/** Rows as a page: read in its direction, and one more than it holds where there are so many. */
export function toPage<Edge, T>(rows: readonly T[], place: Place<Edge>, edgeOf: (row: T) => Edge): Page<Edge, T> {
  const isMore = rows.length > place.limit;
  const items = rows.slice(0, place.limit);
  const isBack = isBackwards(place);
  if (isBack) items.reverse();
  const [first = null, last = null] = [items[0], items.at(-1)].map((row) => (row === undefined ? null : edgeOf(row)));
  if (isBack) return { items, next: last, previous: isMore ? first : null };
  return { items, next: isMore ? last : null, previous: place.after === undefined ? null : first };
}
