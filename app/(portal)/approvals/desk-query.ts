import {
  createLoader,
  createSerializer,
  type inferParserType,
  type LoaderInput,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { ApprovalsTab } from "@/lib/operations";
import { OPERATION_TYPES } from "@/lib/operations/schemas";

/** The tabs of the desk. */
export const TABS = ["needs-me", "waiting", "blocked", "decided"] as const satisfies readonly ApprovalsTab[];

/** Where requests come from. */
export const SOURCES = ["web", "api", "bulk"] as const;

const parsers = {
  tab: parseAsStringLiteral(TABS).withDefault("needs-me"),
  type: parseAsStringLiteral(OPERATION_TYPES),
  source: parseAsStringLiteral(SOURCES),
  maker: parseAsString,
  after: parseAsString,
  open: parseAsString,
  at: parseAsString,
};

/**
 * What the address of the desk says. `maker` is `per_…`; `open` is the request (`op_…`) that was opened, `at` the one that a wide screen
 * shows beside the list without anybody having opened it: a phone then shows the list. `path` is where the desk stands.
 */
export type DeskQuery = inferParserType<typeof parsers> & { readonly path: string };

const read = createLoader(parsers);

/** Reads the address of the desk at `path`; what makes no sense there is left out. */
export async function readDeskQuery(search: Promise<LoaderInput>, path = "/approvals"): Promise<DeskQuery> {
  return { ...(await read(search)), path };
}

const serialise = createSerializer(parsers);

/** The address of the desk with some of its query changed; defaults are left out. */
export function deskHref({ path, ...query }: DeskQuery, change: Partial<DeskQuery> = {}): string {
  return serialise(path, { ...query, ...change });
}

/** The address of another list: another tab or filter begins at its newest, with nothing open. */
export function listOfDesk(query: DeskQuery, change: Partial<DeskQuery>): string {
  return deskHref(query, { after: null, open: null, at: null, ...change });
}

/** Whether the list is narrowed. */
export function isNarrowed({ type, source, maker }: DeskQuery): boolean {
  return type !== null || source !== null || maker !== null;
}
