import { type SQL, sql } from "drizzle-orm";
import { noticeReads, noticeSettings, operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { ownNotices, personOf, refuseUnlessOk } from "./own-notices";

/**
 * Marks notices of the person of this unit as read: of these operations as they are now; with `all` also everything that happened before.
 * @throws DomainError `auth.forbidden`
 */
export async function markNoticesRead(
  ctx: Ctx,
  { operations: ids, all }: { readonly operations: readonly Id<"operation">[]; readonly all: boolean },
): Promise<void> {
  authorize(ctx, "notices.own");
  refuseUnlessOk(
    await ctx.tx.execute(
      sql`select notices_mark_read(${ownNotices(ctx)}, ${sql.param([...ids])}::uuid[], ${all}) as outcome`,
    ),
  );
}

/** As SQL: whether the person of this unit has not yet seen an operation of the query as it has been since `at`. */
export function isUnread(ctx: Ctx, at: SQL): SQL {
  const { personId, organisationId } = personOf(ctx);
  const { issuerId } = ctx.scope;
  return sql`(${at} > ${readUntil(ctx)} and not exists (
    select from ${noticeReads} r where r.issuer_id = ${issuerId} and r.organisation_id = ${organisationId} and r.person_id = ${personId}
       and r.operation_id = ${operations.id} and r.at >= ${at}))`;
}

/** As SQL: until when the person of this unit has seen everything. */
export function readUntil(ctx: Ctx): SQL {
  const { personId, organisationId } = personOf(ctx);
  return sql`coalesce((select s.read_until from ${noticeSettings} s where s.issuer_id = ${ctx.scope.issuerId}
                          and s.organisation_id = ${organisationId} and s.person_id = ${personId}), '-infinity'::timestamptz)`;
}
