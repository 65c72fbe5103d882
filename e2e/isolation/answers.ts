import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Answer } from "../support/distributor-api";
import type { Ids } from "./ids";

const MESSAGES = "lib/i18n/messages/en";
// What differs from one answer to the next whatever was asked for.
const CHANGING = new Set([
  "date",
  "x-request-id",
  "content-length",
  "content-security-policy",
  "etag",
  "keep-alive",
  "ratelimit",
]);

/** What a page says to who may not see it, in its own words: `notAllowed.title` of each form. */
const NOT_ALLOWED = readdirSync(MESSAGES).flatMap((file) =>
  titles(JSON.parse(readFileSync(path.join(MESSAGES, file), "utf8")) as object),
);

function titles(messages: object): string[] {
  return Object.entries(messages).flatMap(([name, value]) => {
    if (typeof value !== "object" || value === null) return [];
    return name === "notAllowed" && "title" in value ? [String(value.title)] : titles(value as object);
  });
}

// A digest stands on the place of what was refused, or, where that place had gone out before, in the script that fills it.
const REFUSED = /(?:data-dgst="|\$RX\("[^"]*","|digest\\?":\\?")([a-z-]+\.[a-z-]+);/;

/**
 * How a page was refused, null where it is shown: `sign-in`, `404`, elsewhere (a redirect), the code of a refusal while it was written, or its own words.
 */
export function refusalOfPage({ status, headers, text }: Answer): string | null {
  if (status >= 500) return `broken: ${status}`;
  if (headers.location) return headers.location.startsWith("/sign-in") ? "sign-in" : `sent to ${headers.location}`;
  if (status === 404 || text.includes("NEXT_HTTP_ERROR_FALLBACK;404")) return "404";
  const [, to] = /NEXT_REDIRECT;\w+;([^;"]+)/.exec(text) ?? [];
  if (to) return `sent to ${to}`;
  const [, code] = REFUSED.exec(text) ?? [];
  if (code) return code;
  if (NOT_ALLOWED.some((title) => seen(text).includes(title))) return "told";
  return status === 200 ? null : String(status);
}

/** What reaches whoever reads an answer, without what differs each time: to tell two refusals apart, if they can be. */
export function essence(answer: Answer, ids: Ids): string {
  const headers = Object.entries(answer.headers)
    .filter(([name]) => !CHANGING.has(name))
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => `${name}: ${value}`);
  return withoutIds(seen([answer.status, ...headers, answer.text].join("\n")), ids);
}

// Scripts carry the address, nonces and pieces whose bounds depend on time.
function seen(text: string): string {
  return text
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link\b[^>]*>/g, "")
    .replace(/ ?nonce="[^"]*"/g, "")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "request");
}

function withoutIds(text: string, ids: Ids): string {
  const whole = Object.entries(ids).reduce(
    (rest, [name, id]) => rest.replaceAll(encodeURIComponent(id), name).replaceAll(id, name),
    text,
  );
  // As screens shorten them.
  return whole.replace(/_[0-9a-f]{3,8}…[0-9a-f]{4}/g, "_short");
}
