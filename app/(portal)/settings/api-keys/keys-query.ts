import {
  createLoader,
  createSerializer,
  type inferParserType,
  type LoaderInput,
  parseAsStringLiteral,
} from "nuqs/server";
import { KEY_TABS } from "@/lib/kernel/key-terms";
import { KEYS_PATH } from "./keys-path";

const parsers = { tab: parseAsStringLiteral(KEY_TABS).withDefault("active") };

/** What the address of the list of keys says. */
export type KeysQuery = inferParserType<typeof parsers>;

const read = createLoader(parsers);
const serialise = createSerializer(parsers);

/** Reads the address of the list of keys. What makes no sense there is left out. */
export function readKeysQuery(address: LoaderInput): KeysQuery {
  return read(address);
}

/** The address of a tab of the list. */
export function keysHref(query: KeysQuery): string {
  return serialise(KEYS_PATH, query);
}
