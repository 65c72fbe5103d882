import { and, desc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { operationBlocks, operations } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { isUnread, markNoticesRead, readUntil } from "@/lib/notifications";
import { workplaceOf } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { isToldByItself, needsMe } from "./approvals";
import { countBatchOperations } from "./batch-operations";
import { findFilesToTell } from "./file-notices";
import { readOperation } from "./read-operation";
import type { Status } from "./states";
import { type OperationView, selectOperations, toView } from "./view";
import { isListed } from "./whose";

/** Why somebody is told of an operation: it waits for their decision, nobody could complete it and they are an admin, or it is their own and has ended. */
export type NoticeKind = "decide" | "blocked" | "ended";

/** A file that is told of as one: how many of its requests stand where. */
export type FileOfNotice = {
  readonly id: Id<"batch">;
  readonly name: string;
  readonly statuses: Readonly<Partial<Record<Status, number>>>;
};

/**
 * One line of the bell. `at`: since when it waits as it is, since when it is blocked, or when it ended. Of a file's requests there is one line for
 * all, with one of them as its `operation`.
 */
export type Notice = {
  readonly kind: NoticeKind;
  readonly file: FileOfNotice | null;
  readonly operation: OperationView;
  readonly at: Date;
  readonly isUnread: boolean;
};

/** Counting what is unread stops here. */
export const UNREAD_AT_MOST = 100;

const KINDS = ["decide", "blocked", "ended"] as const satisfies readonly NoticeKind[];

/** How an operation ends that its maker has not ended: that they hear of. */
const TOLD = ["completed", "failed", "rejected", "expired"] as const;

const updatedAt = sql`${operations.updatedAt}`;
/** Since when the worker has found it blocked. */
const blockedSince = sql<Date>`(select b.since from ${operationBlocks} b where b.issuer_id = ${operations.issuerId} and b.operation_id = ${operations.id})`;
const atOf = (kind: NoticeKind) => (kind === "blocked" ? blockedSince : updatedAt);

/** For how long an end is news. */
const NEWS = sql`interval '14 days'`;

/**
 * What the person of this unit is told of, newest first: what they may decide now, whatever its age, and the ends of what they have made on screen
 * within the last 14 days. It is read from the operations, so that nobody is told of what they may not decide (any more).
 * @throws DomainError `auth.forbidden`
 */
export async function listNotices(ctx: Ctx, limit: number): Promise<Notice[]> {
  authorize(ctx, "notices.own");
  const notices: Notice[] = [];
  for (const kind of KINDS) {
    const rows = await select(ctx, kind)
      .orderBy(desc(orderOf(kind)), desc(operations.id))
      .limit(limit);
    const states = await statesOf(
      ctx,
      kind,
      rows.map(({ operation }) => operation.id),
    );
    for (const row of rows) {
      const operation = toView(row);
      const { at = operation.updatedAt, isUnread = false } = states.get(operation.id) ?? {};
      notices.push({ kind, file: null, operation, at, isUnread });
    }
  }
  const files = (await findFilesToTell(ctx)).slice(0, limit);
  for (const { id, name, kind, operation, at, isUnread } of files) {
    const statuses = await countBatchOperations(ctx, id);
    notices.push({ kind, file: { id, name, statuses }, operation: await readOperation(ctx, operation), at, isUnread });
  }
  return notices.sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, limit);
}

/** How many files are unread (`countUnreadEnds` counts what ended by itself). @throws DomainError `auth.forbidden` */
export async function countUnreadFiles(ctx: Ctx): Promise<number> {
  authorize(ctx, "notices.own");
  return (await findFilesToTell(ctx)).filter(({ isUnread }) => isUnread).length;
}

/**
 * How many ends of what the person of this unit has made are unread, at most {@link UNREAD_AT_MOST}. What they may decide is counted with the
 * desk (`countApprovals`).
 * @throws DomainError `auth.forbidden`
 */
export async function countUnreadEnds(ctx: Ctx): Promise<number> {
  authorize(ctx, "notices.own");
  const some = ctx.tx
    .select({ one: sql`1` })
    .from(operations)
    .where(and(meets(ctx, "ended"), sql`${operations.decidedAt} > ${readUntil(ctx)}`, isUnread(ctx, updatedAt)))
    .limit(UNREAD_AT_MOST);
  const rows = (await ctx.tx.execute(sql`select count(*)::int as unread from (${some}) x`)) as unknown as {
    unread: number;
  }[];
  return rows[0]?.unread ?? 0;
}

/**
 * How many blocked requests the admin of this unit has not seen as such, at most {@link UNREAD_AT_MOST}; none for others.
 * @throws DomainError `auth.forbidden`
 */
export async function countUnreadBlocked(ctx: Ctx): Promise<number> {
  authorize(ctx, "notices.own");
  if (!isAdmin(ctx)) return 0;
  const some = ctx.tx
    .select({ one: sql`1` })
    .from(operations)
    .where(and(meets(ctx, "blocked"), isUnread(ctx, blockedSince)))
    .limit(UNREAD_AT_MOST);
  const rows = (await ctx.tx.execute(sql`select count(*)::int as unread from (${some}) x`)) as unknown as {
    unread: number;
  }[];
  return rows[0]?.unread ?? 0;
}

/**
 * Marks everything as read that there is now.
 * @throws DomainError `auth.forbidden`
 */
export async function readAllNotices(ctx: Ctx): Promise<void> {
  authorize(ctx, "notices.own");
  const young: Id<"operation">[] = [];
  // What is so young that others may still be writing beside it is marked one by one.
  for (const kind of KINDS) {
    const rows = await ctx.tx
      .select({ id: operations.id })
      .from(operations)
      .where(and(meets(ctx, kind), sql`${atOf(kind)} > notice_settled()`, isUnread(ctx, atOf(kind))));
    young.push(...rows.map(({ id }) => id));
  }
  for (const { operation, isUnread } of await findFilesToTell(ctx)) if (isUnread) young.push(operation);
  await markNoticesRead(ctx, { operations: young, all: true });
}

/** What waits is walked through in the order of its index; what has ended, by its end. */
const orderOf = (kind: NoticeKind) => (kind === "ended" ? operations.decidedAt : operations.createdAt);

function select(ctx: Ctx, kind: NoticeKind) {
  return selectOperations(ctx).where(meets(ctx, kind));
}

function meets(ctx: Ctx, kind: NoticeKind): SQL | undefined {
  const { principal } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  const mine = eq(operations.issuerId, ctx.scope.issuerId);
  if (kind === "decide")
    return and(
      mine,
      isListed(ctx, { desk: true }),
      eq(operations.status, "pending"),
      isToldByItself(ctx),
      needsMe(ctx),
    );
  if (kind === "blocked")
    return isAdmin(ctx)
      ? and(
          mine,
          eq(operations.status, "pending"),
          sql`${operations.id} in (select b.operation_id from ${operationBlocks} b where b.issuer_id = ${ctx.scope.issuerId})`,
          isListed(ctx, { desk: true }),
          // What waits for their own decision is told as that.
          sql`(${needsMe(ctx)}) is not true`,
        )
      : sql`false`;
  return and(
    mine,
    eq(operations.makerId, principal.personId),
    eq(operations.source, "web"),
    isNotNull(operations.decidedAt),
    sql`${operations.decidedAt} > now() - ${NEWS}`,
    oneOf(operations.status, TOLD, "text"),
    // What somebody asked for as another organisation's is told there. The issuer's staff ask for things about its distributors.
    workplaceOf(ctx) === ctx.scope.issuerId ? undefined : eq(operations.organisationId, workplaceOf(ctx)),
  );
}

type State = { readonly at: Date; readonly isUnread: boolean };

async function statesOf(
  ctx: Ctx,
  kind: NoticeKind,
  ids: readonly Id<"operation">[],
): Promise<ReadonlyMap<Id<"operation">, State>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select({
      id: operations.id,
      at: sql<string>`extract(epoch from ${atOf(kind)})`,
      isUnread: sql<boolean>`${isUnread(ctx, atOf(kind))}`,
    })
    .from(operations)
    .where(and(eq(operations.issuerId, ctx.scope.issuerId), oneOf(operations.id, ids, "uuid")));
  return new Map(rows.map(({ id, at, isUnread }) => [id, { at: new Date(Number(at) * 1000), isUnread }]));
}

function isAdmin({ principal }: Pick<Ctx, "principal">): boolean {
  return principal.kind === "user" && principal.roles.includes("admin");
}
