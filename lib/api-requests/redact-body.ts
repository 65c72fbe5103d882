import { HIDDEN, redactPhone, redactText } from "./redact-text";
import type { Json } from "./schemas";

/** Of a list so many items are kept, of an object so many members, so deep. */
const ITEMS = 3;
const MEMBERS = 40;
const DEPTH = 6;
/** In bytes of JSON: what is more is told by its size alone. */
const BODY_MOST = 4 * 1024;

const PHONES = new Set(["phone", "phoneTo", "phoneFrom", "from"]);
const NAMES = new Set(["name", "merchantName"]);
const AMOUNTS = new Set(["amount", "balance", "posted", "held"]);
/** What the API knows one of a few words for. */
const WORDS = new Set(["operationType", "cashOutFulfillmentType", "status", "currency", "consent", "type"]);
/** Ids, counts and texts of ours. What a client writes freely (memo) is not among them, nor what the API does not know. */
const SHOWN = new Set([
  ..."operationID distributorID walletOperationID sequenceNumber blockchainID merchantTo merchantToShortCode merchantShortCode".split(
    " ",
  ),
  ..."cashOutFulfillmentID transactionID reversalOf lastError createdAt updatedAt createdFrom createdTo".split(" "),
  ..."items limit offset active shortCode reference".split(" "),
  ..."error message code requestId fields path title detail".split(" "),
]);

const AMOUNT = /^\d{1,15}(?:\.\d{1,4})?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?$/;
const WORD = /^(?:[A-Za-z][a-z-]{0,40}|[A-Z]{3}|about:blank)$/;

/**
 * A body as the log keeps it: phones as "+234…5678", names by their first letter, no key, nothing of a member that the API does not know and
 * nothing of what a client writes freely; long lists and texts cut, 4 KB at most. Null for what is no JSON.
 */
export function redactBody(body: unknown): Json | null {
  if (body === undefined || body === null) return null;
  const redacted = redact("", body, 0);
  const bytes = Buffer.byteLength(JSON.stringify(redacted));
  return bytes > BODY_MOST ? { omitted: `${bytes} bytes` } : redacted;
}

/** A query string as the log keeps it, without its "?"; null where there is none. What a pair says cannot pass for another pair. */
export function redactQuery(search: string): string | null {
  if (search.length < 2) return null;
  const pairs = [...new URLSearchParams(search)].slice(0, MEMBERS);
  if (pairs.length === 0) return null;
  return pairs.map(([name, value]) => `${inQuery(redactText(name))}=${inQuery(redactMember(name, value))}`).join("&");
}

// Only what would be read as something else: the rest is easier to read as it is.
function inQuery(text: string): string {
  return text.replace(/[%&=\p{Cc}]/gu, encodeURIComponent);
}

function redact(name: string, value: unknown, depth: number): Json {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return redactMember(name, value);
  if (typeof value === "number") return redactNumber(name, value);
  if (typeof value !== "object" || depth >= DEPTH) return HIDDEN;
  if (Array.isArray(value)) {
    const kept = value.slice(0, ITEMS).map((item) => redact(name, item, depth + 1));
    return value.length > ITEMS ? [...kept, `… ${value.length - ITEMS} more`] : kept;
  }
  const members = Object.entries(value);
  const kept = members
    .slice(0, MEMBERS)
    .map(([key, member]): [string, Json] => [redactText(key), redact(key, member, depth + 1)]);
  if (members.length > MEMBERS) kept.push(["…", `${members.length - MEMBERS} more`]);
  return Object.fromEntries(kept);
}

function redactMember(name: string, text: string): string {
  if (PHONES.has(name)) return redactPhone(text);
  if (NAMES.has(name)) return text.replace(/^(\p{L}?).*$/su, `$1${HIDDEN}`);
  if (AMOUNTS.has(name) && AMOUNT.test(text)) return text;
  if (INSTANT.test(text) && SHOWN.has(name)) return text;
  if (text === "" || (WORDS.has(name) && WORD.test(text))) return text;
  return SHOWN.has(name) || AMOUNTS.has(name) ? redactText(text) : HIDDEN;
}

// Numbers of the API are counts and short codes; a phone that was sent as a number is longer.
function redactNumber(name: string, value: number): Json {
  return (SHOWN.has(name) || AMOUNTS.has(name)) && Math.abs(value) < 1_000_000 ? value : HIDDEN;
}
