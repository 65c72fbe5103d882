import { and, eq, exists, ne, type SQL, sql } from "drizzle-orm";
import { operationDecisions, operations } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import { isUnread } from "@/lib/notifications";
import { authorize, type Ctx, isAllowed } from "@/lib/runtime";
import type { OperationFilters } from "./filters";
import { onHold } from "./on-hold";
import { type OperationPage, pageOfOperations } from "./page-of-operations";
import { stands } from "./stands";
import { STATUSES } from "./states";
import type { ListPosition } from "./stop";
import { isIssuersTurn, isListed } from "./whose";

/** The tabs of the approvals desk. `needs-me` is what this person may decide now, nothing else. */
export type ApprovalsTab = "needs-me" | "waiting" | "decided";

/**
 * A page of the approvals desk, newest first.
 * @throws DomainError `auth.forbidden`
 */
export async function listApprovals(
  ctx: Ctx,
  input: {
    readonly tab: ApprovalsTab;
    readonly filters: OperationFilters;
    readonly limit: number;
    readonly after?: ListPosition;
  },
): Promise<OperationPage> {
  authorize(ctx, "operations.read");
  const filters = { ...input.filters, desk: true } as const;
  const statuses = input.tab === "decided" ? STATUSES.filter((status) => status !== "pending") : (["pending"] as const);
  return pageOfOperations(ctx, { ...filters, statuses }, input, tabCondition(ctx, input.tab));
}

/** How many wait; of those that need this person how many they have not seen, the oldest, and their sum in minor units. */
export type ApprovalCounts = {
  readonly needsMe: number;
  readonly unread: number;
  readonly waiting: number;
  readonly oldestNeedsMe: Date | null;
  readonly needsMeMinor: bigint;
};

/**
 * What waits, for the badge, the tabs and home. The badge counts only what this person may decide.
 * @throws DomainError `auth.forbidden`
 */
export async function countApprovals(ctx: Ctx): Promise<ApprovalCounts> {
  authorize(ctx, "operations.read");
  const mine = tabCondition(ctx, "needs-me");
  const [row] = await ctx.tx
    .select({
      needsMe: sql<string>`count(*) filter (where ${mine})`,
      unread: sql<string>`count(*) filter (where ${and(mine, isUnread(ctx, sql`${operations.updatedAt}`))})`,
      all: sql<string>`count(*)`,
      oldest: sql<string | null>`extract(epoch from min(${operations.createdAt}) filter (where ${mine}))`,
      minor: sql<string>`coalesce(sum(${operations.amountMinor}) filter (where ${mine}), 0)`,
    })
    .from(operations)
    .where(
      and(eq(operations.issuerId, ctx.scope.issuerId), isListed(ctx, { desk: true }), eq(operations.status, "pending")),
    );
  const needsMe = Number(row?.needsMe ?? 0);
  return {
    needsMe,
    unread: Number(row?.unread ?? 0),
    waiting: Number(row?.all ?? 0) - needsMe,
    oldestNeedsMe: row?.oldest ? new Date(Number(row.oldest) * 1000) : null,
    needsMeMinor: BigInt(row?.minor ?? 0),
  };
}

/** As SQL: of what is pending, what the person of this unit may decide now. @throws DomainError `auth.forbidden` */
export function needsMe(ctx: Ctx): SQL | undefined {
  return tabCondition(ctx, "needs-me");
}

/** What of the pending, or of all others, is on a tab. */
function tabCondition(ctx: Ctx, tab: ApprovalsTab): SQL | undefined {
  const { principal } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  if (tab === "decided") return undefined;
  const [all, people] = [isAllowed(principal, "operations.decide"), isAllowed(principal, "people.decide")];
  if (!all && !people) return tab === "needs-me" ? sql`false` : undefined;
  const me = principal.personId;
  // Of two people one had the other's identity in hand (db/functions/055_deciders.sql).
  const controlled = sql`(select person_id from controlled_with(${me}::uuid))`;
  // Their own vote, or one of somebody with whom they are one pair of eyes, unless it was taken back.
  const hasVote = exists(
    ctx.tx
      .select({ one: sql`1` })
      .from(operationDecisions)
      .where(
        and(
          eq(operationDecisions.issuerId, operations.issuerId),
          eq(operationDecisions.operationId, operations.id),
          eq(operationDecisions.revision, operations.revision),
          sql`(${operationDecisions.personId} = ${me} or ${operationDecisions.personId} in ${controlled})`,
          stands,
        ),
      )
      // Kept a question about one row, which is asked of few: without it the planner may gather all that this person ever decided.
      .offset(0),
  );
  // In one expression, asked row by row: an index by expiry would have all that waits sorted for one page. What still waits has seldom any
  // approval, so that whose it is need not be asked.
  const undecided = sql`case when ${operations.expiresAt} <= now() or ${operations.consent} = 'awaited' then false when ${operations.approvalsGiven} > 0 then not ${hasVote} else true end`;
  const mine = and(
    ne(operations.makerId, me),
    sql`(${operations.counterpartyKind} <> 'person' or ${operations.counterpartyId} <> ${me})`,
    sql`${operations.makerId} not in ${controlled}`,
    // Who stands in for a distributor is a checker.
    sql`case when ${operations.organisationId} = ${principal.organisationId} then ${operations.deciderRoles} && ${sql.param([...principal.roles])}::text[] else ${all} end`,
    principal.organisationKind === "issuer" ? sql`not ${onHold(ctx)}` : sql`not (${isIssuersTurn})`,
    undecided,
  );
  return tab === "needs-me" ? mine : sql`(${mine}) is not true`;
}
