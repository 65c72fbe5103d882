import type { LoggedRequest } from "@/lib/api-requests";
import { showId } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";

/**
 * A logged request as plain data. `target` is its path with its query, `short` what of it follows the distributor, which is the same in all of a
 * key's; `operation` is the one that it made (`op_…`).
 */
export type SerialisedRequest = {
  readonly id: string;
  readonly at: string;
  readonly method: string;
  readonly target: string;
  readonly short: string;
  readonly status: number;
  readonly latencyMs: number;
  readonly address: string | null;
  readonly operation: string | null;
};

/** A request as screens show it; the log has it redacted. */
export function serialiseRequest(request: LoggedRequest): SerialisedRequest {
  const { requestId, at, method, path, query, status, latencyMs, address, operationId } = request;
  const target = query ? `${path}?${query}` : path;
  return {
    id: requestId,
    at: toRfc3339(at),
    method,
    target,
    short: shortPath(target),
    status,
    latencyMs,
    address,
    operation: operationId && showId("operation", operationId),
  };
}

/** A path of the Distributor API without the distributor: "/operations?limit=1". Any other as it is. */
export function shortPath(path: string): string {
  return path.replace(/^\/api\/v1\/distributors\/dst_[^/?]+(?=\/)/, "");
}
