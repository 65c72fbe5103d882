import {
  createLoader,
  createSerializer,
  type inferParserType,
  type LoaderInput,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { KEY_TABS } from "@/lib/kernel/key-terms";
import { KEYS_PATH } from "./keys-path";

const parsers = { tab: parseAsStringLiteral(KEY_TABS).withDefault("active"), after: parseAsString };

/** What the address of the list of keys says; `after` is the key (`key_…`) that an older page comes after. */
export type KeysQuery = inferParserType<typeof parsers>;

const read = createLoader(parsers);
const serialise = createSerializer(parsers);

/** Reads the address of the list of keys. What makes no sense there is left out. */
export function readKeysQuery(address: LoaderInput): KeysQuery {
  return read(address);
}

/** The address of a tab of the list; the newest page unless it says otherwise. */
export function keysHref(query: Partial<KeysQuery>): string {
  return serialise(KEYS_PATH, query);
}
