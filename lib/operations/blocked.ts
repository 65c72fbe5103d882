import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { PolicyRole } from "@/lib/kernel/policy-terms";
import { authorize, type Ctx } from "@/lib/runtime";
import type { OperationView } from "./view";
import { isListed } from "./whose";

/**
 * Why nobody could complete a request any more: too few people at home, or of the issuer's; enough of them, but some had others' identity in hand;
 * its maker may not ask for it any more, or whoever has approved it may not decide.
 */
export type BlockedReason = "people" | "issuers" | "hands" | "maker-left" | "approver-left";

/** Whose approvals are missing, how many, and how many of those could come in; `who` has left, `until` when hands are free at the latest. */
export type Blocked = {
  readonly reason: BlockedReason;
  readonly roles: readonly PolicyRole[];
  readonly missing: number;
  readonly possible: number;
  readonly who: string | null;
  readonly until: Date | null;
};

/** Counting stops here: a tab says "2,000+" sooner than it makes anybody wait. */
const COUNTED_PENDING = 2_000;

type Row = Omit<Blocked, "until"> & { readonly id: Id<"operation">; readonly until: string | null };

/**
 * Which of some operations are blocked, as people are now; the others are missing from the answer.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function findBlocked(
  ctx: Ctx,
  views: readonly OperationView[],
): Promise<ReadonlyMap<Id<"operation">, Blocked>> {
  authorize(ctx, "operations.read");
  const ids = views.filter(({ status }) => status === "pending").map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = (await ctx.tx.execute(
    sql`select b.operation_id as id, b.reason, b.roles, b.missing, b.possible, p.name as who, extract(epoch from b.until) as until
          from ${blockedAmong(ctx, sql`${sql.param(ids)}::uuid[]`)} b left join people p on p.id = b.person`,
  )) as unknown as Row[];
  return new Map(
    rows.map(({ id, until, ...why }) => [
      id,
      { ...why, until: until === null ? null : new Date(Number(until) * 1000) },
    ]),
  );
}

/**
 * How many of the newest that wait at one's desk are blocked. `more`: there are older ones that were not looked at.
 * @throws DomainError `auth.forbidden`
 */
export async function countBlocked(ctx: Ctx): Promise<{ readonly count: number; readonly more: boolean }> {
  authorize(ctx, "operations.read");
  const [row] = (await ctx.tx.execute(
    sql`select (select count(*)::int from ${blockedAmong(ctx, sql`w.ids`)}) as count, cardinality(w.ids) as looked
          from (select ${newestPending(ctx)} as ids) w`,
  )) as unknown as { count: number; looked: number }[];
  return { count: row?.count ?? 0, more: (row?.looked ?? 0) >= COUNTED_PENDING };
}

/** As SQL, an array: the newest that wait at one's desk. */
export function newestPending(ctx: Ctx): SQL {
  const newest = ctx.tx
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(eq(operations.issuerId, ctx.scope.issuerId), isListed(ctx, { desk: true }), eq(operations.status, "pending")),
    )
    .orderBy(desc(operations.createdAt), desc(operations.id))
    .limit(COUNTED_PENDING);
  return sql`array(${newest})`;
}

/** As a condition: blocked, among those that meet another condition; each kind of them is judged once. */
export function isBlocked(ctx: Ctx, among: SQL | undefined): SQL {
  const asked = ctx.tx
    .select({ id: operations.id })
    .from(operations)
    .where(and(among, eq(operations.status, "pending")));
  return sql`${operations.id} in (select operation_id from ${blockedAmong(ctx, sql`array(${asked})`)})`;
}

/** As a table: the blocked ones of some ids. */
export function blockedAmong(ctx: Ctx, ids: SQL): SQL {
  return sql`blocked_operations(${ctx.scope.issuerId}::uuid, ${ids}, null, null, null)`;
}
