import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

/** The tabs of a directory: all, or those of one status. */
export const TABS = ["all", "active", "suspended"] as const;

// What nobody can type would not survive being written into a page.
const words = createParser({ parse: (text) => text.replaceAll(/\p{Cc}/gu, " ").slice(0, 100), serialize: String });

const parsers = {
  tab: parseAsStringLiteral(TABS).withDefault("all"),
  q: words.withDefault(""),
  after: parseAsString,
  before: parseAsString,
};

/** What the address of a directory (distributors, merchants, customers) says. `after` and `before` are shown ids. */
export type DirectoryQuery = inferParserType<typeof parsers>;

/** Reads the address. What makes no sense there is left out, as nobody types it but by mistake. */
export const readDirectoryQuery = createLoader(parsers);

const serialise = createSerializer(parsers);

/** The address of a directory with some of its query changed; any other change than of the page starts at the beginning. */
export function directoryHref(path: string, query: DirectoryQuery, change: Partial<DirectoryQuery>): string {
  return serialise(path, { ...query, after: null, before: null, ...change });
}

/** The status that a tab shows; nothing for all. */
export function statusOf({ tab }: DirectoryQuery): "active" | "suspended" | undefined {
  return tab === "all" ? undefined : tab;
}
