import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { bareId } from "@/lib/kernel/ids";
import { decodeCursor, encodeCursor } from "@/lib/kernel/pagination";
import { isMicroInstant } from "@/lib/kernel/time";
import type { QueuePosition } from "@/lib/wallets";

const parsers = {
  way: parseAsStringLiteral(["direct", "queue"] as const).withDefault("direct"),
  q: parseAsString.withDefault(""),
  after: parseAsString,
  request: parseAsString,
};

/** What the address says: which way, which part of the queue, which request (`op_…`). */
export type QueueQuery = inferParserType<typeof parsers>;

/** Reads the address; what makes no sense there is left out. */
export const readQueueQuery = createLoader(parsers);

const serialise = createSerializer(parsers);

/** The address of the page with nothing but this. */
export function queueHref(query: Partial<QueueQuery>): string {
  return serialise("/cash-out/new", query);
}

/** A position as it stands in the address. */
export function showQueueCursor(position: QueuePosition): string {
  return encodeCursor([position.createdAt, position.id]);
}

/** The position that an address names, or nothing for what no list of ours wrote. */
export function readQueueCursor(text: string | null): QueuePosition | undefined {
  const [createdAt = "", bare = ""] = (text && decodeCursor(text, 2)) || [];
  const id = bareId("withdrawal", bare);
  return id && isMicroInstant(createdAt) ? { createdAt, id } : undefined;
}
