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
