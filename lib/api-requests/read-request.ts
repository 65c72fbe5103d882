import { and, eq } from "drizzle-orm";
import { apiRequests } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import { authorize, type Ctx } from "@/lib/runtime";
import { LISTED } from "./logged-request";
import type { Json, RequestDetail } from "./schemas";

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * A request of a key with its bodies.
 * @param requestId as its answer said in X-Request-Id
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`; `api-requests.not-found`, also for another organisation's
 */
export async function readRequest(ctx: Ctx, { requestId }: { readonly requestId: string }): Promise<RequestDetail> {
  authorize(ctx, "api-requests.read");
  if (!UUID.test(requestId)) throw new DomainError("api-requests.not-found");
  const [row] = await ctx.tx
    .select({ ...LISTED, requestBody: apiRequests.requestBody, responseBody: apiRequests.responseBody })
    .from(apiRequests)
    .where(and(eq(apiRequests.issuerId, ctx.scope.issuerId), eq(apiRequests.id, requestId)));
  if (!row) throw new DomainError("api-requests.not-found");
  return { ...row, requestBody: row.requestBody as Json | null, responseBody: row.responseBody as Json | null };
}
