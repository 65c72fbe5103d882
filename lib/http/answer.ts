import type { Answer, AnyEndpoint, Call } from "@/lib/api/contract";
import { readBody, readQuery } from "@/lib/api/read-input";
import { readStrictJson } from "@/lib/api/strict-json";
import { type KeyCaller, keyCaller } from "@/lib/api-keys";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { type Id, type IdKind, readId } from "@/lib/kernel/ids";
import {
  authorize,
  hashRequest,
  type IdempotentRequest,
  isAllowed,
  type KeyPrincipal,
  type Permission,
  type Request,
  run,
  toDomainError,
  whileDatabaseAnswers,
} from "@/lib/runtime";
import { logger } from "./logger";
import type { Peer } from "./peer";
import { problemOf } from "./problem";

/** The most that a request body of the API may have. */
export const BODY_LIMIT = 64 * 1024;

/** A request as any transport gives it. Parameters of the path are still percent-encoded; `search` is with or without its "?". */
export type ApiRequest = Peer & {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly search: string;
  header(name: string): string | null;
  /** The whole body, or null when it is longer than `limit` bytes, in which case the rest is not read. */
  readBody(limit: number): Promise<Uint8Array | null>;
};

/** What goes out; `keyId` is for the log. */
export type ApiReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly keyId?: Id<"apiKey">;
};

/**
 * Answers one request of one endpoint, whatever the transport. The order of refusals is the contract's: 401; 403 address; 429; 403
 * permission; 404 distributor; 415, 413, 400; then what the verb says. So the body is looked at only after all that comes before it: a stranger
 * learns nothing about what a body should be.
 */
export async function answerEndpoint(endpoint: AnyEndpoint, request: ApiRequest): Promise<ApiReply> {
  let keyId: Id<"apiKey"> | undefined;
  try {
    if (Number(request.header("content-length")) > BODY_LIMIT) throw new DomainError("request.too-large");
    const caller = await whileDatabaseAnswers(keyCaller(bearerKey(request.header("authorization")), request.address));
    keyId = caller.principal.keyId;
    const bytes = endpoint.body ? await request.readBody(BODY_LIMIT) : null;
    const answer = await whileDatabaseAnswers(serve(endpoint, caller, request, bytes));
    const headers = { ...COMMON, ...answer.headers, "x-request-id": request.requestId };
    return { status: 200, headers, body: JSON.stringify(answer.body), ...(keyId ? { keyId } : {}) };
  } catch (error) {
    return { ...refuse(error, request, endpoint), ...(keyId ? { keyId } : {}) };
  }
}

async function serve(
  endpoint: AnyEndpoint,
  caller: KeyCaller,
  request: ApiRequest,
  bytes: Uint8Array | null,
): Promise<Answer<unknown>> {
  const { requestId, address } = request;
  const { principal } = caller;
  const unit = { requestId, address, ...(endpoint.tries ? { tries: endpoint.tries } : {}) };
  if (!isAllowed(principal, endpoint.permission)) await refuseInUnit(caller, unit, endpoint.permission);
  const call = readCall(endpoint, request, bytes, principal);
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

function readCall(
  endpoint: AnyEndpoint,
  request: ApiRequest,
  bytes: Uint8Array | null,
  key: KeyPrincipal,
): Call<unknown, unknown> {
  const distributorId = readId("distributor", request.params.distributorID ?? "");
  if (distributorId !== key.organisationId) throw new DomainError("organisations.distributor-not-found");
  const body = endpoint.body ? readJson(endpoint.body, request, bytes) : null;
  const idempotency = body && readIdempotency(endpoint, request, key, body.canonical);
  const query = readQuery(endpoint.query, request.search);
  return { distributorId, ids: readIds(endpoint, request), query, body: body?.value, path: request.path, idempotency };
}

function readJson(schema: NonNullable<AnyEndpoint["body"]>, request: ApiRequest, bytes: Uint8Array | null) {
  if (!isJson(request.header("content-type"))) throw new DomainError("request.unsupported-media-type");
  if (request.header("content-encoding")) throw new DomainError("request.unsupported-media-type");
  if (bytes === null) throw new DomainError("request.too-large");
  return readBody(schema, readStrictJson(bytes));
}

function isJson(header: string | null): boolean {
  const [type, ...parameters] = (header ?? "").split(";").map((part) => part.trim().toLowerCase());
  return (
    type === "application/json" &&
    parameters.every((text) => !text.startsWith("charset=") || /^charset="?utf-8"?$/.test(text))
  );
}

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

/** The request's idempotency key, if it names one; scope is the distributor (contract: Idempotency). */
function readIdempotency(
  endpoint: AnyEndpoint,
  request: ApiRequest,
  key: KeyPrincipal,
  body: unknown,
): IdempotentRequest | null {
  const name = request.header("idempotency-key");
  if (name === null) return null;
  if (!PRINTABLE.test(name)) {
    const message = "must be 1 to 255 printable ASCII characters";
    throw new DomainError("idempotency.key-malformed", { fields: [{ path: "Idempotency-Key", message }] });
  }
  const requestHash = hashRequest({ method: endpoint.method, path: request.path, body });
  return { surface: "api", key: name, requestHash, organisation: key.organisationId };
}

function readIds(endpoint: AnyEndpoint, request: ApiRequest): Record<string, Id<IdKind>> {
  const ids: Record<string, Id<IdKind>> = {};
  for (const [name, { kind, otherwise }] of Object.entries(endpoint.params)) {
    const id = readId(kind, request.params[name] ?? "");
    if (!id) throw new DomainError(otherwise);
    ids[name] = id;
  }
  return ids;
}
