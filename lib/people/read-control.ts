import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Until when the caller and another person are no second person for each other, because one of them had the other's identity in hand; null
 * where they are.
 * @throws DomainError `auth.forbidden`
 */
export async function readControl(ctx: Ctx, other: Id<"person">): Promise<Date | null> {
  authorize(ctx, "operations.read");
  if (ctx.principal.kind !== "user") return null;
  const rows = (await ctx.tx.execute(sql`
    select extract(epoch from until)::text as until from controlled_with(${ctx.principal.personId}::uuid)
     where person_id = ${other}::uuid`)) as unknown as { until: string }[];
  return rows[0] ? new Date(Number(rows[0].until) * 1000) : null;
}
