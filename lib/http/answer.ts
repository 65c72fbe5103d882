import type { Answer, AnyEndpoint } from "@/lib/api/contract";
import { readStrictJson } from "@/lib/api/strict-json";
import { type AdmittedKey, admitKey, type FoundKey, identifyKey, type KeyCaller, type KeyRate } from "@/lib/api-keys";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { countRefusal } from "@/lib/limits";
import {
  authorize,
  isAllowed,
  type Permission,
  type Request,
  run,
  toDomainError,
  whileDatabaseAnswers,
} from "@/lib/runtime";
import { type ApiReply, type ApiRequest, SenderGone } from "./api-request";
import { keepRequest } from "./keep-request";
import { logger } from "./logger";
import { problemOf } from "./problem";
import { rateHeaders } from "./rate-headers";
import { readCall } from "./read-call";

/** The most that a request body of the API may have. */
export const BODY_LIMIT = 64 * 1024;

/** What is learnt of a request while it is answered, for its headers and for the request log. */
type Met = { key?: FoundKey; rate?: KeyRate; body?: unknown };

/**
 * Answers one request of one endpoint, whatever the transport. The order of refusals is the contract's: 401; 403 address; 429; 403
 * permission; 404 distributor; 415, 413, 400; then what the verb says. So the body is looked at only after all that comes before it: a stranger
 * learns nothing about what a body should be. What a known key is answered says its rate, and is kept in the request log.
 * @throws SenderGone where nobody waits for an answer
 */
export async function answerEndpoint(endpoint: AnyEndpoint, request: ApiRequest): Promise<ApiReply> {
  const started = performance.now();
  const met: Met = {};
  const { reply, answered, refusal } = await replyTo(endpoint, request, met);
  const { key } = met;
  if (!key) return reply;
  const { keyId } = key.principal;
  keepRequest({ endpoint, request, key, body: met.body, started, status: reply.status, answered, refusal });
  const rate = rateHeaders(key.requestsPerMinute, met.rate ?? null, refusal);
  return { ...reply, headers: { ...reply.headers, ...rate }, keyId };
}

/** `answered` is the body as JSON, `refusal` what the answer refuses for. */
type Replied = { readonly reply: ApiReply; readonly answered: () => unknown; readonly refusal?: unknown };

async function replyTo(endpoint: AnyEndpoint, request: ApiRequest, met: Met): Promise<Replied> {
  try {
    if (Number(request.header("content-length")) > BODY_LIMIT) throw new DomainError("request.too-large");
    const caller = await letIn(request, met);
    const bytes = endpoint.body ? await request.readBody(BODY_LIMIT) : null;
    const answer = await whileDatabaseAnswers(serve(endpoint, caller, request, bytes, met));
    const headers = { ...COMMON, ...answer.headers, "x-request-id": request.requestId };
    const reply = { status: 200, headers, body: JSON.stringify(answer.body) };
    return { reply, answered: () => answer.body };
  } catch (refusal) {
    if (refusal instanceof SenderGone) throw refusal;
    const reply = refuse(refusal, request, endpoint);
    return { reply, answered: () => JSON.parse(reply.body), refusal };
  }
}

/** Who is not let in is counted by address, and told to wait where that happens too often. */
async function letIn(request: ApiRequest, met: Met): Promise<AdmittedKey> {
  try {
    return await whileDatabaseAnswers(enter(request, met));
  } catch (refusal) {
    const code = isDomainError(refusal) ? refusal.code : null;
    if (code === "auth.invalid-api-key" || code === "auth.address-not-allowed") await countRefusal(request.address);
    throw refusal;
  }
}

async function enter(request: ApiRequest, met: Met): Promise<AdmittedKey> {
  met.key = await identifyKey(bearerKey(request.header("authorization")));
  const caller = await admitKey(met.key, request.address);
  met.rate = caller.rate;
  return caller;
}

async function serve(
  endpoint: AnyEndpoint,
  caller: KeyCaller,
  request: ApiRequest,
  bytes: Uint8Array | null,
  met: Met,
): Promise<Answer<unknown>> {
  const { requestId, address } = request;
  const { principal } = caller;
  const unit = { requestId, address, ...(endpoint.tries ? { tries: endpoint.tries } : {}) };
  if (!isAllowed(principal, endpoint.permission)) await refuseInUnit(caller, unit, endpoint.permission);
  const call = readCall(endpoint, request, principal, () => {
    if (bytes === null) throw new DomainError("request.too-large");
    met.body = readStrictJson(bytes);
    return met.body;
  });
  if ("read" in endpoint) return endpoint.read(principal, call);
  if ("serve" in endpoint) return endpoint.serve(caller, unit, call);
  return run(caller, unit, (ctx) => endpoint.handle(ctx, call));
}

/** In a unit of its own, where the refusal of a try is audited. */
async function refuseInUnit(caller: KeyCaller, unit: Request, permission: Permission): Promise<void> {
  await run(caller, unit, async (ctx) => authorize(ctx, permission));
}

const COMMON = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

/** A refusal of the API, rendered; what is not a refusal goes to the log. `endpoint` may answer some of them with a 404. */
export function refuse(
  thrown: unknown,
  request: Pick<ApiRequest, "requestId" | "header">,
  endpoint?: AnyEndpoint,
): ApiReply {
  const error = toDomainError(thrown);
  const { requestId } = request;
  if (!isDomainError(error) || error.kind === "internal") logger().error({ err: error, requestId }, "unexpected error");
  else if (error.kind === "unavailable") logger().warn({ err: error, requestId }, "unavailable");
  const isMissing = isDomainError(error) && endpoint?.notFound?.includes(error.code);
  const problem = problemOf(error, {
    requestId,
    accept: request.header("accept"),
    ...(isMissing ? { status: 404 } : {}),
  });
  return { ...problem, headers: { ...COMMON, ...problem.headers, "x-request-id": requestId } };
}

const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

function bearerKey(header: string | null): string {
  return BEARER.exec(header ?? "")?.[1] ?? "";
}
