import { IncomingMessage } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { DomainError } from "@/lib/kernel/errors";

/** The most that a form or an action of a page may send. */
export const PAGE_BODY_LIMIT = 1024 * 1024;

/** Headers by which Next's own parts talk to each other; from outside they are only ever a forgery. */
const INTERNAL = /^x-(?:middleware|invoke|matched|now|vercel)-/;
const ROUTER_STATE = "next-router-state-tree";

/** Removes, in place, headers that Next would believe or fail over. Without a router state Next answers with the whole page. */
export function cleanHeaders(headers: IncomingMessage["headers"]): void {
  for (const name of Object.keys(headers)) if (INTERNAL.test(name)) delete headers[name];
  try {
    parseAndValidateFlightRouterState(headers[ROUTER_STATE]);
  } catch {
    delete headers[ROUTER_STATE];
  }
}

const ACTION_ID = /^[0-9a-f]{40,64}$/;

/**
 * Looks at a body before Next does, which answers one that it cannot decode with a 500.
 * @throws DomainError `request.malformed-json`, `request.unsupported-media-type`, `request.invalid`
 */
export async function checkBody(headers: IncomingMessage["headers"], body: Buffer): Promise<void> {
  const type = headers["content-type"] ?? "";
  const action = headers["next-action"];
  if (action !== undefined) {
    if (typeof action !== "string" || !ACTION_ID.test(action)) throw invalid("This is not an action of the portal.");
    if (!/^(?:text\/plain|multipart\/form-data)\b/i.test(type)) throw new DomainError("request.unsupported-media-type");
    if (/^text\/plain/i.test(type)) checkJson(body);
  }
  if (/^application\/json\b/i.test(type)) checkJson(body);
  if (/^multipart\/form-data\b/i.test(type)) await checkForm(type, body);
}

function checkJson(body: Buffer): void {
  try {
    JSON.parse(body.toString("utf8"));
  } catch {
    throw new DomainError("request.malformed-json");
  }
}

async function checkForm(type: string, body: Buffer): Promise<void> {
  try {
    await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  } catch {
    throw invalid("The form cannot be read.");
  }
}

function invalid(message: string): DomainError {
  return new DomainError("request.invalid", { fields: [{ path: "", message }] });
}

/** The same request with its body already here: what was received can be read once more. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const copy = new IncomingMessage(request.socket);
  const { "transfer-encoding": _, ...headers } = request.headers;
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders } = request;
  Object.assign(copy, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, complete: true });
  copy.headers = { ...headers, "content-length": String(body.length) };
  copy.push(body);
  copy.push(null);
  return copy;
}
