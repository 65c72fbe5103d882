import {
  createLoader,
  createSerializer,
  type inferParserType,
  type LoaderInput,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { STATUS_CLASSES } from "@/lib/api-requests/schemas";
import { KEYS_PATH } from "../../keys-path";

const parsers = { status: parseAsStringLiteral(STATUS_CLASSES), after: parseAsString };

/** What the address of a key's log says; `after` is the cursor of an older page. */
export type RequestsQuery = inferParserType<typeof parsers>;

const read = createLoader(parsers);
const serialise = createSerializer(parsers);

/** Reads the address of a log. What makes no sense there is left out. */
export function readRequestsQuery(address: LoaderInput): RequestsQuery {
  return read(address);
}

/** The address of the log of a key (`key_…`); the newest page unless it says otherwise. */
export function requestsHref(key: string, query: Partial<RequestsQuery> = {}): string {
  return serialise(`${KEYS_PATH}/${key}/requests`, query);
}
