import type { AnyEndpoint } from "@/lib/api/contract";
import type { FoundKey } from "@/lib/api-keys";
import { recordRequest } from "@/lib/api-requests";
import { env } from "@/lib/config/env";
import { isDomainError } from "@/lib/kernel/errors";
import { readId } from "@/lib/kernel/ids";
import type { ApiRequest } from "./api-request";
import { logger } from "./logger";
import { isRateRefusal } from "./rate-headers";

/** A request of a known key that was answered. `body` is its JSON where it was read; `answered` tells the JSON of the answer. */
type Served = {
  readonly endpoint: AnyEndpoint;
  readonly request: ApiRequest;
  readonly key: FoundKey;
  readonly body: unknown;
  /** By `performance.now()`. */
  readonly started: number;
  readonly status: number;
  readonly answered: () => unknown;
  readonly refusal: unknown;
};

/** Keeps a request in the request log (REQUEST_LOG), after its answer has gone out. Never throws, and waits for nothing. */
export function keepRequest({ endpoint, request, key, body, started, status, answered, refusal }: Served): void {
  const { principal, requestsPerMinute } = key;
  if (!env().requestLog) return;
  // Whoever has a key and the wrong address is kept as often as such an address is counted, and no more.
  if (isDomainError(refusal) && refusal.code === "request.rate-limited") return;
  // Of a flood of refusals as many are kept as the key may send: whoever is told to wait and does not, must not fill the disk instead.
  if (isRateRefusal(refusal) && Number(refusal.details?.over) > requestsPerMinute) return;
  const latencyMs = performance.now() - started;
  recordRequest(
    {
      issuerId: principal.issuerId,
      keyId: principal.keyId,
      requestId: request.requestId,
      at: new Date(Date.now() - latencyMs),
      method: endpoint.method,
      path: request.path,
      search: request.search,
      status,
      latencyMs,
      address: request.address,
      requestBody: body,
      responseBody: answered,
      operationId: endpoint.body && refusal === undefined ? madeBy(answered()) : null,
    },
    (loss) => logger().warn(loss, "the request log could not be kept: the oldest requests are missing in it"),
  );
}

/** The operation that a call has made, or made before. */
function madeBy(answer: unknown) {
  const { operationID } = (answer ?? {}) as { operationID?: unknown };
  return typeof operationID === "string" ? readId("operation", operationID) : null;
}
