import { and, desc, eq, exists, isNull, ne, type SQL, sql } from "drizzle-orm";
import { operationDecisions, operations } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import { isUnread } from "@/lib/notifications";
import { worksForIssuer } from "@/lib/organisations";
import { authorize, type Ctx, isAllowed, type Role, type UserPrincipal } from "@/lib/runtime";
import type { OperationFilters } from "./filters";
import { onHold } from "./on-hold";
import { type OperationPage, pageOfOperations } from "./page-of-operations";
import { stands } from "./stands";
import { STATUSES } from "./states";
import type { ListPosition } from "./stop";
import { isIssuersTurn, isListed } from "./whose";

/** The tabs of the approvals desk. `needs-me` is what this person may decide now, nothing else; `blocked` what nobody could complete. */
export type ApprovalsTab = "needs-me" | "waiting" | "blocked" | "decided";

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
  const blocked = input.tab === "blocked" ? ({ blocked: true } as const) : {};
  const filters = { ...input.filters, ...blocked, desk: true } as const;
  const statuses = input.tab === "decided" ? STATUSES.filter((status) => status !== "pending") : (["pending"] as const);
  const page = input.tab === "blocked" ? { ...input, lookThrough: BLOCKED_AMONG } : input;
  return pageOfOperations(ctx, { ...filters, statuses }, page, tabCondition(ctx, input.tab));
}

/** A page of what is blocked is looked for among so many that wait: it may hold less than it could, and the next one looks on. */
const BLOCKED_AMONG = 5_000;

/** Counting stops here: a badge says "2,000+" sooner than it makes anybody wait. */
const COUNTED_PENDING = 2_000;

/**
 * How many wait; of those that need this person how many they have not seen (files are counted by `countUnreadFiles`), the oldest, and their sum in minor units. `more`: only the newest
 * that are pending were counted; the oldest and the sum of all are then not known.
 */
export type ApprovalCounts = {
  readonly needsMe: number;
  readonly unread: number;
  readonly waiting: number;
  readonly more: boolean;
  readonly oldestNeedsMe: Date | null;
  readonly needsMeMinor: bigint | null;
};

/**
 * What waits, for the badge, the tabs and home. The badge counts only what this person may decide. Open pages ask it every few seconds, so it
 * costs the same however much waits.
 * @throws DomainError `auth.forbidden`
 */
export async function countApprovals(ctx: Ctx): Promise<ApprovalCounts> {
  authorize(ctx, "operations.read");
  const mine = tabCondition(ctx, "needs-me");
  const pending = ctx.tx
    .select({
      // Asked once of each row, for all figures.
      mine: sql<boolean>`(${mine}) is true`.as("mine"),
      unread: sql<boolean>`(${isToldByItself(ctx)} and ${isUnread(ctx, sql`${operations.updatedAt}`)})`.as("unread"),
      createdAt: operations.createdAt,
      amountMinor: operations.amountMinor,
    })
    .from(operations)
    .where(
      and(eq(operations.issuerId, ctx.scope.issuerId), isListed(ctx, { desk: true }), eq(operations.status, "pending")),
    )
    .orderBy(desc(operations.createdAt), desc(operations.id))
    .limit(COUNTED_PENDING)
    .as("pending");
  const [row] = await ctx.tx
    .select({
      needsMe: sql<string>`count(*) filter (where ${pending.mine})`,
      unread: sql<string>`count(*) filter (where ${pending.mine} and ${pending.unread})`,
      all: sql<string>`count(*)`,
      oldest: sql<string | null>`extract(epoch from min(${pending.createdAt}) filter (where ${pending.mine}))`,
      minor: sql<string>`coalesce(sum(${pending.amountMinor}) filter (where ${pending.mine}), 0)`,
    })
    .from(pending);
  const [needsMe, all] = [Number(row?.needsMe ?? 0), Number(row?.all ?? 0)];
  const more = all >= COUNTED_PENDING;
  return {
    needsMe,
    unread: Number(row?.unread ?? 0),
    waiting: all - needsMe,
    more,
    oldestNeedsMe: row?.oldest && !more ? new Date(Number(row.oldest) * 1000) : null,
    needsMeMinor: more ? null : BigInt(row?.minor ?? 0),
  };
}

/** As SQL: whether people are told of an operation by itself. Of a file's they are told as one, but for the issuer's people, who have no files. */
export function isToldByItself(ctx: Ctx): SQL {
  return worksForIssuer(ctx) ? sql`true` : isNull(operations.batchId);
}

/** As SQL: of what is pending, what the person of this unit may decide now. @throws DomainError `auth.forbidden` */
export function needsMe(ctx: Ctx): SQL | undefined {
  return tabCondition(ctx, "needs-me");
}

/** Whether a person's own roles decide on an operation, or those of somebody in whose place they do, who has not made it and whom it is not about. */
function isTheirs({ roles, standsFor = [] }: UserPrincipal): SQL {
  const has = (some: readonly Role[]) => sql`${operations.deciderRoles} && ${sql.param([...some])}::text[]`;
  const inPlace = standsFor.map(
    (
      other,
    ) => sql`(${has(other.roles)} and ${operations.makerId} <> ${other.personId}::uuid and ${operations.counterpartyId} <> ${other.personId}::uuid
      and not (${operations.approvalsGiven} > 0 and decided_for(${operations.issuerId}, ${operations.id}, ${operations.revision}, ${other.personId}::uuid)))`,
  );
  return sql`(${sql.join([has(roles), ...inPlace], sql` or `)})`;
}

/** What of the pending, or of all others, is on a tab. */
function tabCondition(ctx: Ctx, tab: ApprovalsTab): SQL | undefined {
  const { principal } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  if (tab === "decided" || tab === "blocked") return undefined;
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
          sql`(${operationDecisions.personId} = ${me} or ${operationDecisions.forPersonId} = ${me} or ${operationDecisions.personId} in ${controlled})`,
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
    sql`case when ${operations.organisationId} = ${principal.organisationId} then ${isTheirs(principal)} else ${all} end`,
    principal.organisationKind === "issuer" ? sql`not ${onHold(ctx)}` : sql`not (${isIssuersTurn})`,
    undecided,
  );
  return tab === "needs-me" ? mine : sql`(${mine}) is not true`;
}
