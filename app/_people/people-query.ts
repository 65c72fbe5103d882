import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { ROLES } from "@/lib/kernel/roles";

/** The tabs of a list of people: who works here, and who has been removed. */
export const TABS = ["here", "removed"] as const;

// What nobody can type would not survive being written into a page.
const words = createParser({ parse: (text) => text.replaceAll(/\p{Cc}/gu, " ").slice(0, 100), serialize: String });

const parsers = {
  show: parseAsStringLiteral(TABS).withDefault("here"),
  role: parseAsStringLiteral(ROLES),
  q: words.withDefault(""),
  after: parseAsString,
  before: parseAsString,
};

/** What the address of a list of people says. `after` and `before` are shown ids. */
export type PeopleQuery = inferParserType<typeof parsers>;

/** Reads the address. What makes no sense there is left out, as nobody types it but by mistake. */
export const readPeopleQuery = createLoader(parsers);

const serialise = createSerializer(parsers);

/** The address of a list of people with some of its query changed; any other change than of the page starts at the beginning. */
export function peopleHref(path: string, query: PeopleQuery, change: Partial<PeopleQuery>): string {
  return serialise(path, { ...query, after: null, before: null, ...change });
}

/** Whether the list is narrowed to more than its tab. */
export function isFiltered({ role, q }: PeopleQuery): boolean {
  return role !== null || q.trim() !== "";
}
