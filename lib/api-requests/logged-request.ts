import { apiRequests } from "@/db/schema";

/** What a list shows of a request; bodies are read one at a time. */
export const LISTED = {
  requestId: apiRequests.id,
  keyId: apiRequests.keyId,
  at: apiRequests.at,
  method: apiRequests.method,
  path: apiRequests.path,
  query: apiRequests.query,
  status: apiRequests.status,
  latencyMs: apiRequests.latencyMs,
  address: apiRequests.address,
  operationId: apiRequests.operationId,
};
