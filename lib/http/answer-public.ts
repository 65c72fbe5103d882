import { FIND_TRANSFER } from "@/lib/api/public-v1/endpoints";
import { toProof } from "@/lib/api/public-v1/mappers";
import { readQuery } from "@/lib/api/read-input";
import { DomainError } from "@/lib/kernel/errors";
import { readTransferHash } from "@/lib/kernel/transfer-hash";
import { findProof, type TransferProof } from "@/lib/ledger";
import { countVisit } from "@/lib/limits";
import { whileDatabaseAnswers } from "@/lib/runtime";
import { refuse } from "./answer";
import type { ApiReply, ApiRequest } from "./api-request";
import type { Peer } from "./peer";

const PREFIX = /^\/api\/public(?:\/|$)/;
const TRANSFER = new RegExp(`^${FIND_TRANSFER.path.replace("{tx}", "([^/]+)")}$`);

const JSON_NOW = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
/** Data that anybody may have: scripts of other sites read it too, refusals and their headers included. A plain GET needs no preflight. */
const OPEN = { "access-control-allow-origin": "*", "access-control-expose-headers": "Retry-After, X-Request-Id" };

/** Whether a path belongs to what the API answers without a key. */
export function isPublic(path: string): boolean {
  return PREFIX.test(path);
}

/**
 * Answers a request of the public API. The order of refusals: 404 path, 405, 400, 429, 404 transfer; what is malformed costs nothing and is not
 * counted. Nothing of it is cached anywhere: an answer that was kept says what was confirmed then, not now.
 */
export async function answerPublic(method: string, request: Omit<ApiRequest, "params">): Promise<ApiReply> {
  const reply = await answer(method, request).catch((error: unknown) => refuse(error, request));
  return { ...reply, headers: { ...reply.headers, ...OPEN } };
}

async function answer(method: string, request: Omit<ApiRequest, "params">): Promise<ApiReply> {
  const [, tx] = TRANSFER.exec(request.path) ?? [];
  if (tx === undefined) throw new DomainError("request.not-found");
  if (method !== "GET" && method !== "HEAD") {
    const reply = refuse(new DomainError("request.method-not-allowed"), request);
    return { ...reply, headers: { ...reply.headers, allow: "GET, HEAD" } };
  }
  readQuery(FIND_TRANSFER.query, request.search);
  const hash = readTransferHash(tx);
  if (hash === null) {
    const message = "must be tx_ and 64 hex digits in lower case";
    throw new DomainError("id.malformed", { fields: [{ path: "tx", message }] });
  }
  const proof = await lookUpProof(hash, request);
  if (!proof) throw new DomainError("ledger.transfer-not-found");
  const headers = { ...JSON_NOW, "x-request-id": request.requestId };
  return { status: 200, headers, body: JSON.stringify(toProof(hash, proof)) };
}

/**
 * Looks a transfer up for anybody, and counts that; null where there is none.
 * @throws DomainError `request.rate-limited`, `runtime.database-unavailable`
 */
export function lookUpProof(hash: string, { address }: Peer): Promise<TransferProof | null> {
  return whileDatabaseAnswers(countVisit(address).then(() => findProof(hash)));
}
