import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  type LoaderInput,
  parseAsStringLiteral,
} from "nuqs/server";
import type { LineFilter } from "@/lib/batches";
import { LINE_TABS } from "@/lib/batches/schemas";
import type { Currency } from "@/lib/kernel/currencies";
import { isDomainError } from "@/lib/kernel/errors";
import { parseMoney } from "@/lib/kernel/money";

// What nobody can type would not survive being written into a page.
const words = createParser({ parse: (text) => text.replaceAll(/\p{Cc}/gu, " ").slice(0, 100), serialize: String });
const lineNumber = createParser({
  parse: (text) => (/^[0-9]{1,7}$/.test(text) ? Number(text) : null),
  serialize: String,
});

const parsers = {
  show: parseAsStringLiteral(LINE_TABS).withDefault("all"),
  q: words.withDefault(""),
  from: words.withDefault(""),
  to: words.withDefault(""),
  after: lineNumber.withDefault(0),
};

/** Which rows of a file its address asks for: of a tab, by name or phone, by amount (as typed, both ends included), behind a line. */
export type FileQuery = inferParserType<typeof parsers>;

/** Reads the address of a file; what makes no sense there is left out. */
export function readFileQuery(search: LoaderInput): FileQuery {
  return read(search);
}

const read = createLoader(parsers);
const serialise = createSerializer(parsers);

/** The address of a file (`bat_…`) with some of its query changed; any other change than of the page starts at its first row. */
export function fileHref(id: string, query: FileQuery, change: Partial<FileQuery> = {}): string {
  return serialise(`/bulk/${id}`, { ...query, after: 0, ...change });
}

/** Its filters, beside the tab. */
export function isNarrowed({ q, from, to }: FileQuery): boolean {
  return [q, from, to].some((text) => text.trim() !== "");
}

/** The query as what rows have to meet. An end that is no amount lets none through: whoever mistypes one must not act on more than they meant. */
export function filterOf({ show: tab, q, from, to }: FileQuery, currency: Currency): LineFilter {
  return {
    tab,
    words: q.trim() || undefined,
    fromMinor: minorOf(from, currency, MOST),
    toMinor: minorOf(to, currency, 0n),
  };
}

/** As far as the database counts. */
const MOST = 2n ** 63n - 1n;

function minorOf(text: string, currency: Currency, otherwise: bigint): bigint | undefined {
  const digits = text.replaceAll(/[\s,]/g, "");
  if (digits === "") return undefined;
  if (/^0+(\.0+)?$/.test(digits)) return 0n;
  try {
    return parseMoney(digits, currency).minor;
  } catch (error) {
    if (isDomainError(error)) return otherwise;
    throw error;
  }
}
