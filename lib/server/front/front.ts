import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { env } from "@/lib/config/env";
import { SenderGone } from "@/lib/http/api-request";
import { health, readiness } from "@/lib/http/health";
import { accessLog, logger } from "@/lib/http/logger";
import { clientAddress, newRequestId, type Peer, vouchForPeer } from "@/lib/http/peer";
import { problemOf } from "@/lib/http/problem";
import { answerApi } from "@/lib/http/route";
import { DomainError } from "@/lib/kernel/errors";
import { correctHead } from "./correct-head";
import { type Arrival, isApi, refuseAtGate } from "./gate";
import { linkHeaders, loggedPath } from "./link-path";
import { commonHeaders, contentSecurityPolicy, hasScript, type PageMode, pageHeaders } from "./page-headers";
import { checkBody, cleanHeaders, PAGE_BODY_LIMIT, withBody } from "./page-request";
import { receive } from "./receive";
import { type Reply, send } from "./send";

/** Whoever answers pages: Next's request handler. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Log = { keyId?: string };

/**
 * The thin server in front of Next. It looks at every request first, answers `/api/v1` and `/api/health` itself, and hands the rest to Next
 * with headers that can be believed.
 */
export function frontServer(pages: Pages, development: boolean): RequestListener {
  const { publicUrl, trustedProxyHops } = env();
  const mode: PageMode = { publicUrl, development };
  const common = commonHeaders(publicUrl);

  return (request, response) => {
    const { remoteAddress } = request.socket;
    const forwarded = request.headers["x-forwarded-for"];
    const address = clientAddress(
      remoteAddress,
      Array.isArray(forwarded) ? forwarded.join(",") : forwarded,
      trustedProxyHops,
    );
    const peer: Peer = { address, requestId: newRequestId() };
    const log = logWhenDone(request, response, peer);
    response.setHeader("x-request-id", peer.requestId);
    for (const [name, value] of Object.entries(common)) response.setHeader(name, value);
    answer(request, response, peer, { pages, mode, log }).catch((error: unknown) =>
      fail(request, response, peer, error),
    );
  };
}

type Door = { readonly pages: Pages; readonly mode: PageMode; readonly log: Log };

async function answer(request: IncomingMessage, response: ServerResponse, peer: Peer, door: Door): Promise<void> {
  const refusal = refuseAtGate(arrivalOf(request), door.mode.publicUrl);
  if (refusal) {
    const reply = problem(request, peer, refusal.error, refusal.status);
    return send(
      request,
      response,
      refusal.allow ? { ...reply, headers: { ...reply.headers, allow: refusal.allow } } : reply,
    );
  }
  const { path, search } = split(request.url ?? "/");
  if (isApi(path)) return answerKey(request, response, peer, { path, search, log: door.log });
  if (isRead(request) && path === "/api/health") return send(request, response, await toReply(health()));
  if (isRead(request) && path === "/api/health/ready") return send(request, response, await toReply(await readiness()));
  return answerPage(request, response, peer, door);
}

async function answerKey(
  request: IncomingMessage,
  response: ServerResponse,
  peer: Peer,
  { path, search, log }: { path: string; search: string; log: Log },
): Promise<void> {
  const reply = await answerApi(request.method ?? "", {
    ...peer,
    path,
    search,
    header: (name) => headerOf(request, name),
    readBody: (limit) => receive(request, limit),
  });
  if (reply.keyId) log.keyId = reply.keyId;
  return send(request, response, reply);
}

async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  peer: Peer,
  { pages, mode }: Door,
): Promise<void> {
  const { path } = split(request.url ?? "");
  const policy = contentSecurityPolicy(hasScript(path) ? randomBytes(16).toString("base64") : null, mode);
  const own = { ...pageHeaders(policy), ...linkHeaders(path) };
  for (const [name, value] of Object.entries(own)) response.setHeader(name, value);
  const { headers } = request;
  cleanHeaders(headers);
  vouchForPeer(headers, peer, request.httpVersion);
  headers["content-security-policy"] = policy;
  if (mode.publicUrl) tellPublicAddress(headers, mode.publicUrl);
  correctHead(request, response, peer.requestId);
  if (isRead(request)) return pages(request, response);
  const body = await receive(request, PAGE_BODY_LIMIT);
  if (body === null) return send(request, response, problem(request, peer, new DomainError("request.too-large")));
  await checkBody(headers, body);
  return pages(withBody(request, body), response);
}

/** Behind a proxy that speaks TLS, Next must know by which scheme and name people come: it compares them with the Origin of actions. */
function tellPublicAddress(headers: IncomingMessage["headers"], publicUrl: string): void {
  const { protocol, host, origin } = new URL(publicUrl);
  headers["x-forwarded-proto"] = protocol.slice(0, -1);
  if (headers.origin === origin) headers["x-forwarded-host"] = host;
}

function arrivalOf(request: IncomingMessage): Arrival {
  const { rawHeaders, headers } = request;
  return {
    method: request.method ?? "",
    url: request.url ?? "",
    hosts: rawHeaders.filter((_, n) => n % 2 === 1 && rawHeaders[n - 1]?.toLowerCase() === "host"),
    headerCount: rawHeaders.length / 2,
    origin: headers.origin,
    hasCookie: headers.cookie !== undefined,
    isAction: headers["next-action"] !== undefined,
  };
}

function split(url: string): { path: string; search: string } {
  const at = url.indexOf("?");
  return at < 0 ? { path: url, search: "" } : { path: url.slice(0, at), search: url.slice(at) };
}

function isRead(request: IncomingMessage): boolean {
  return request.method === "GET" || request.method === "HEAD";
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
}

async function toReply(answered: Response): Promise<Reply> {
  return { status: answered.status, headers: Object.fromEntries(answered.headers), body: await answered.text() };
}

function problem(request: IncomingMessage, peer: Peer, error: unknown, status?: number): Reply {
  const options = { requestId: peer.requestId, accept: headerOf(request, "accept"), ...(status ? { status } : {}) };
  const reply = problemOf(error, options);
  return { ...reply, headers: { ...reply.headers, "cache-control": "no-store" } };
}

/** The last resort of a request: a refusal is answered as one, anything else is a bug. */
function fail(request: IncomingMessage, response: ServerResponse, peer: Peer, error: unknown): void {
  if (error instanceof SenderGone) {
    response.destroy();
    return;
  }
  const reply = problem(request, peer, error);
  if (reply.status >= 500) logger().error({ err: error, requestId: peer.requestId }, "unexpected error");
  if (response.headersSent) response.destroy();
  else void send(request, response, reply).catch(() => response.destroy());
}

/** One line per request: never the query, a header, a body or an invitation's token, which are or may hold secrets. */
function logWhenDone(request: IncomingMessage, response: ServerResponse, peer: Peer): Log {
  const started = performance.now();
  const log: Log = {};
  const { method } = request;
  const path = loggedPath(split(request.url ?? "").path);
  response.once("close", () => {
    const line = {
      method,
      path,
      status: response.statusCode,
      ms: Math.round(performance.now() - started),
      ...peer,
      ...log,
    };
    if (response.writableFinished) accessLog().info(line, "request");
    else accessLog().info({ ...line, aborted: true }, "request");
  });
  return log;
}
