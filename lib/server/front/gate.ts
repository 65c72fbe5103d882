import { DomainError, type ErrorCode } from "@/lib/kernel/errors";

/** What a request says of itself before any of it is believed; header names in lower case, `hosts` all Host headers it has. */
export type Arrival = {
  readonly method: string;
  readonly url: string;
  readonly hosts: readonly string[];
  readonly headerCount: number;
  readonly origin: string | undefined;
  readonly hasCookie: boolean;
  readonly isAction: boolean;
};

/** A refusal at the gate. `status` where the error's kind has no status of its own. */
export type Refusal = { readonly error: DomainError; readonly status?: number; readonly allow?: string };

/** The methods that anything here has. TRACE, CONNECT and inventions stop at the gate. */
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const MAX_URL = 8 * 1024;
const MAX_HEADERS = 100;
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * The first look at a request, before anything of it is read or parsed. What passes has a sane method, address and Host; what passes for the
 * pages was not sent by another site's page.
 * @param publicUrl the address people type, where a proxy stands in front
 * @returns null where the request may go on
 */
export function refuseAtGate(arrival: Arrival, publicUrl: string | undefined): Refusal | null {
  const { method, url, hosts, headerCount } = arrival;
  if (url.length > MAX_URL) return { ...invalid("The address is too long."), status: 414 };
  if (headerCount > MAX_HEADERS) return { ...invalid("There are too many headers."), status: 431 };
  if (hosts.length !== 1 || !HOST.test(hosts[0] ?? ""))
    return invalid("The Host header is missing, repeated or malformed.");
  const strange = strangeAddress(url);
  if (strange) return invalid(strange);
  // The API knows the methods of each of its paths, and says so.
  if (isApi(url)) return null;
  if (!METHODS.has(method)) return { ...refusal("request.method-not-allowed"), allow: [...METHODS].join(", ") };
  return isOwnPage(arrival, publicUrl) ? null : refusal("request.bad-origin");
}

/** Whether an address belongs to the API, which knows keys and no cookies: another site's page can send neither, and what needs no key it may read. */
export function isApi(url: string): boolean {
  return /^\/api\/(?:v1|public)(?:[/?]|$)/.test(url);
}

/** Next decodes addresses in many places and fails in some; what it could fail over does not reach it. */
function strangeAddress(url: string): string | null {
  if (!/^\/[\x21-\x7e]*$/.test(url)) return "The address must be a path of printable ASCII characters.";
  if (/[\\#]/.test(url)) return "The address has a character that addresses do not have.";
  if (/%(?![0-9a-f]{2})/i.test(url)) return "The address has a percent sign that is not followed by two hex digits.";
  if (/%00/.test(url)) return "The address has a null byte.";
  const path = url.split("?", 1)[0] ?? "";
  try {
    const segments = path.split("/").map(decodeURIComponent);
    if (segments.some((segment) => segment === "." || segment === "..")) return "The address steps out of its folder.";
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    if (segments.some((segment) => /[\x00-\x1f\x7f]/.test(segment))) return "The address has a control character.";
    return null;
  } catch {
    return "The address is not UTF-8.";
  }
}

function isOwnPage(arrival: Arrival, publicUrl: string | undefined): boolean {
  const { method, origin, hasCookie, isAction, hosts } = arrival;
  if (method === "GET" || method === "HEAD") return true;
  if (origin === undefined) return !hasCookie && !isAction;
  const from = parseUrl(origin);
  if (!from || from.origin !== origin.toLowerCase()) return false;
  // The Host says no scheme: behind a proxy that speaks TLS the page is https and this server is not.
  if (parseUrl(`${from.protocol}//${hosts[0]}`)?.host === from.host) return true;
  return publicUrl !== undefined && parseUrl(publicUrl)?.origin === from.origin;
}

function parseUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url : null;
  } catch {
    return null;
  }
}

function refusal(code: ErrorCode): Refusal {
  return { error: new DomainError(code) };
}

function invalid(message: string): Refusal {
  return { error: new DomainError("request.invalid", { fields: [{ path: "", message }] }) };
}
