import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";

const BATCH = 100;

type Taken = { organisation: OrganisationId; personId: Id<"person">; blocked: number };

/**
 * Has admins told by SMS of requests that nobody could complete any more, each of each once, and notes since when they are, for the bell. The worker
 * sends what this emits.
 * @returns how many people are to be told
 * @throws DomainError `auth.forbidden`
 */
export async function noticeBlocked(ctx: Ctx): Promise<number> {
  authorize(ctx, "events.deliver");
  const taken = (await ctx.tx.execute(
    sql`select organisation_id as organisation, person_id as "personId", blocked
          from blocked_take(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${BATCH})`,
  )) as unknown as Taken[];
  for (const { organisation, personId, blocked } of taken)
    ctx.emit({ topic: "requests.blocked", payload: { personId, blocked }, organisation });
  return taken.length;
}
