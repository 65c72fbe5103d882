import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  type LoaderInput,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { bareId } from "@/lib/kernel/ids";
import { decodeCursor, encodeCursor } from "@/lib/kernel/pagination";
import { isMicroInstant } from "@/lib/kernel/time";
import type { ListPosition, OperationView } from "@/lib/operations";
import { OPERATION_TYPES } from "@/lib/operations/schemas";
import { PERIODS } from "../_components/period";

type Status = OperationView["status"];

/** The tabs of the list: each a group of statuses. */
export const TABS = ["all", "pending", "completed", "ended"] as const;

/** Statuses by tab; null for every one. */
export const TAB_STATUSES: Readonly<Record<(typeof TABS)[number], readonly Status[] | null>> = {
  all: null,
  pending: ["pending", "executing"],
  completed: ["completed"],
  ended: ["rejected", "cancelled", "expired", "failed"],
};

/** Statuses one may choose. `executing` is not among them: no type has it yet. */
export const CHOOSABLE_STATUSES = ["pending", "completed", "rejected", "cancelled", "expired", "failed"] as const;

/** Where operations come from. */
export const SOURCES = ["web", "api", "bulk"] as const;

// What nobody can type would not survive being written into a page.
const words = createParser({ parse: (text) => text.replaceAll(/\p{Cc}/gu, " ").slice(0, 100), serialize: String });
const day = createParser({ parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null), serialize: String });

const parsers = {
  tab: parseAsStringLiteral(TABS).withDefault("all"),
  status: parseAsStringLiteral(CHOOSABLE_STATUSES),
  type: parseAsStringLiteral(OPERATION_TYPES),
  source: parseAsStringLiteral(SOURCES),
  maker: parseAsStringLiteral(["me"] as const),
  blocked: parseAsStringLiteral(["only"] as const),
  period: parseAsStringLiteral(PERIODS),
  from: day,
  to: day,
  q: words.withDefault(""),
  after: parseAsString,
  before: parseAsString,
};

/**
 * What the address of a list says. Days are local, "2026-11-20", both included; `after` and `before` are cursors. `path` is where the list
 * stands; each of its operations stands below.
 */
export type ListQuery = inferParserType<typeof parsers> & { readonly path: string };

const read = createLoader(parsers);

/** Reads the address of the list at `path`. What makes no sense there is left out, as nobody types it but by mistake. */
export function readListQuery(address: LoaderInput, path = "/operations"): ListQuery {
  return { ...read(address), path };
}

const serialise = createSerializer(parsers);
const START = { after: null, before: null };

/** The address of the list with some of its query changed. Any other change than of the page starts at the newest. Defaults are left out. */
export function listHref({ path, ...query }: ListQuery, change: Partial<ListQuery>, place = path): string {
  return serialise(place, { ...query, ...START, ...change });
}

/** The address of an operation (`op_…`) of the list, which leads back to this page of it. */
export function operationHref(query: ListQuery, id: string): string {
  return listHref(query, { after: query.after, before: query.before }, `${query.path}/${id}`);
}

/** The list narrowed to nothing but its tab and its page: whether filters are set. */
export function isFiltered(query: ListQuery): boolean {
  const { tab: _tab, after: _after, before: _before, path: _path, q, ...chips } = query;
  return q.trim() !== "" || Object.values(chips).some((value) => value !== null);
}

/** The query of the tab alone, as "Clear filters" leaves it. */
export function withoutFilters({ tab, path }: ListQuery): ListQuery {
  return { ...readListQuery("", path), tab };
}

/** A position as it stands in the address. */
export function showCursor(position: ListPosition): string {
  return encodeCursor([position.createdAt, position.id]);
}

/** The position that an address names, or nothing for what no list of ours wrote. */
export function readCursor(text: string | null): ListPosition | undefined {
  const [createdAt = "", bare = ""] = (text && decodeCursor(text, 2)) || [];
  const id = bareId("operation", bare);
  return id && isMicroInstant(createdAt) ? { createdAt, id } : undefined;
}
