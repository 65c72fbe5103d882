import { v7 } from "uuid";

/** What each kind of id looks like outside: `op_<uuid>`. A withdrawal request shares `op` on the wire. */
const PREFIX = {
  issuer: "iss",
  distributor: "dst",
  merchant: "mer",
  customer: "cus",
  person: "per",
  operation: "op",
  withdrawal: "op",
  walletOperation: "wo",
  apiKey: "key",
  apiKeySecret: "sec",
  delegation: "dlg",
  session: "ses",
  account: "acc",
  hold: "hld",
  challenge: "chl",
  batch: "bat",
  event: "evt",
  unit: "unt",
} as const;

declare const kindOf: unique symbol;

/** A kind of thing that has ids. */
export type IdKind = keyof typeof PREFIX;

/** The bare, lower-case uuid that code and database use. Only doors (API, URLs, screens) show and read the prefix. */
export type Id<K extends IdKind> = string & { readonly [kindOf]: K };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new UUIDv7: later ones sort later, within one process even inside a millisecond. */
export function newId<K extends IdKind>(_kind: K): Id<K> {
  return v7() as Id<K>;
}

/** The id as everybody outside sees it: `op_<uuid>`. A TypeError when it is not a bare uuid is a bug of ours. */
export function showId<K extends IdKind>(kind: K, id: Id<K>): string {
  if (!UUID.test(id)) throw new TypeError(`not a bare ${kind} id`);
  return `${PREFIX[kind]}_${id}`;
}

/** The bare id in a shown one of this kind, or null for anything else; the one spelling that `showId` writes is accepted. */
export function readId<K extends IdKind>(kind: K, text: string): Id<K> | null {
  const prefix = `${PREFIX[kind]}_`;
  if (typeof text !== "string" || !text.startsWith(prefix)) return null;
  return bareId(kind, text.slice(prefix.length));
}

/** A bare uuid that comes from where types are lost (raw SQL rows, queue payloads), or null when it is none. */
export function bareId<K extends IdKind>(_kind: K, text: string): Id<K> | null {
  return UUID.test(text) ? (text as Id<K>) : null;
}
