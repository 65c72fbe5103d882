import type { AnyEndpoint, Call } from "@/lib/api/contract";
import { readBody, readQuery } from "@/lib/api/read-input";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, type IdKind, readId } from "@/lib/kernel/ids";
import { hashRequest, type IdempotentRequest, type KeyPrincipal } from "@/lib/runtime";
import type { ApiRequest } from "./api-request";

/**
 * What an endpoint is asked for, all of it settled. The order of refusals is the contract's: 404 distributor; then media type, size and shape of
 * the body; then idempotency key, ids and query.
 * @param parse reads the body as JSON; asked for where the endpoint has one, after its media type was looked at
 * @throws DomainError `organisations.distributor-not-found`, `request.*`, `idempotency.key-malformed`, and what endpoint and schemas name
 */
export function readCall(
  endpoint: AnyEndpoint,
  request: ApiRequest,
  key: KeyPrincipal,
  parse: () => unknown,
): Call<unknown, unknown> {
  const distributorId = readId("distributor", request.params.distributorID ?? "");
  if (distributorId !== key.organisationId) throw new DomainError("organisations.distributor-not-found");
  const body = endpoint.body ? readJson(endpoint.body, request, parse) : null;
  const idempotency = body && readIdempotency(endpoint, request, key, body.canonical);
  const query = readQuery(endpoint.query, request.search);
  return { distributorId, ids: readIds(endpoint, request), query, body: body?.value, path: request.path, idempotency };
}

function readJson(schema: NonNullable<AnyEndpoint["body"]>, request: ApiRequest, parse: () => unknown) {
  if (!isJson(request.header("content-type"))) throw new DomainError("request.unsupported-media-type");
  if (request.header("content-encoding")) throw new DomainError("request.unsupported-media-type");
  return readBody(schema, parse());
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
