import { DomainError } from "@/lib/kernel/errors";
import { type Id, readId, showId } from "@/lib/kernel/ids";
import { decodeCursor, encodeCursor } from "@/lib/kernel/pagination";
import { isMicroInstant } from "@/lib/kernel/time";

/** Where a page begins: after this item. `createdAt` is RFC 3339 with microseconds, UTC, as lists order by it. */
export type Position = { readonly createdAt: string; readonly id: string };

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A cursor as clients see it: base64 of `<createdAt>|<operationID>` (contract: Cash-out queue). */
export function showCursor(position: Position): string {
  return encodeCursor([position.createdAt, showId("operation", position.id as Id<"operation">)]);
}

/**
 * The position in a cursor. One that we could not have issued is refused: another spelling of the base64, a day that is not in the
 * calendar, an id of another kind or not made by us.
 * @throws DomainError `pagination.bad-cursor`
 */
export function readCursor(text: string): Position {
  const [createdAt, shown] = decodeCursor(text, 2) ?? [];
  const id = shown === undefined ? null : readId("operation", shown);
  if (!createdAt || !id || !UUID_V7.test(id) || !isMicroInstant(createdAt))
    throw new DomainError("pagination.bad-cursor");
  return { createdAt, id };
}

/** Refuses a position that is later than now: nothing of ours was created there. @throws DomainError `pagination.bad-cursor` */
export function checkPosition(position: Position, now: Date): void {
  if (Date.parse(position.createdAt) <= now.getTime() + 1) return;
  throw new DomainError("pagination.bad-cursor", { fields: [{ path: "cursor", message: "is of a time to come" }] });
}
