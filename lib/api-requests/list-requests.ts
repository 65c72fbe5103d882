import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { apiRequests } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import { bareId, type Id } from "@/lib/kernel/ids";
import { decodeCursor, encodeCursor } from "@/lib/kernel/pagination";
import { authorize, type Ctx } from "@/lib/runtime";
import { LISTED } from "./logged-request";
import type { LoggedRequest, StatusClass } from "./schemas";

/** Which requests of one key: of a class of answers, after the place where a page ended. `limit` is 50 unless told, 200 at most. */
export type RequestsPage = {
  readonly keyId: Id<"apiKey">;
  readonly status?: StatusClass | null;
  readonly cursor?: string | null;
  readonly limit?: number;
};

/** Literal, since a plan that is kept for all parameters can only use an index whose condition it reads. */
const OF_CLASS: Readonly<Record<StatusClass, SQL>> = {
  "2xx": sql`${apiRequests.status} BETWEEN 200 AND 299`,
  "4xx": sql`${apiRequests.status} BETWEEN 400 AND 499`,
  "5xx": sql`${apiRequests.status} >= 500`,
};

const LIMIT = 50;
const MOST = 200;

/**
 * Requests of a key, newest first; none of a key that is not there or another organisation's. What was answered within the last second may
 * not be there yet.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`, `pagination.bad-cursor`
 */
export async function listRequests(
  ctx: Ctx,
  { keyId, status, cursor, limit = LIMIT }: RequestsPage,
): Promise<{ readonly items: readonly LoggedRequest[]; readonly nextCursor: string | null }> {
  authorize(ctx, "api-requests.read");
  const after = cursor ? readPlace(cursor) : null;
  const most = Math.min(limit, MOST);
  const rows = await ctx.tx
    .select(LISTED)
    .from(apiRequests)
    .where(
      and(
        eq(apiRequests.issuerId, ctx.scope.issuerId),
        eq(apiRequests.keyId, keyId),
        status ? OF_CLASS[status] : undefined,
        after ? sql`(${apiRequests.at}, ${apiRequests.id}) < (${after.at}::timestamptz, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(apiRequests.at), desc(apiRequests.id))
    .limit(most + 1);
  const items = rows.slice(0, most);
  const last = items.at(-1);
  const nextCursor = rows.length > most && last ? encodeCursor([last.at.toISOString(), last.requestId]) : null;
  return { items, nextCursor };
}

function readPlace(cursor: string): { readonly at: string; readonly id: string } {
  const [at = "", id = ""] = decodeCursor(cursor, 2) ?? [];
  const time = new Date(at);
  // The one spelling that a page gives out; a time that does not exist has none.
  const isOurs = !Number.isNaN(time.getTime()) && time.toISOString() === at && bareId("unit", id) !== null;
  if (!isOurs) throw new DomainError("pagination.bad-cursor");
  return { at, id };
}
