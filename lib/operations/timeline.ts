import { aliasedTable, and, asc, eq, sql } from "drizzle-orm";
import { auditEntries, people } from "@/db/schema";
import { isCurrency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { type Money, parseMoney } from "@/lib/kernel/money";
import { authorize, type Ctx } from "@/lib/runtime";

/** One thing that happened to an operation. `actor` is a person's name, null for a key or the clock; `comment` a decider's words. */
export type TimelineEvent = {
  readonly at: Date;
  readonly action: string;
  readonly actor: string | null;
  /** In whose place a decider decided. */
  readonly inPlaceOf: string | null;
  readonly comment: string | null;
  readonly failure: string | null;
  /** How a customer answered. */
  readonly via: string | null;
  /** What it said then; null where the record tells no amount. */
  readonly amount: Money | null;
};

const others = aliasedTable(people, "others");

/**
 * What the audit says of an operation, oldest first: the same record that auditors read.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function readTimeline(ctx: Ctx, id: Id<"operation">): Promise<TimelineEvent[]> {
  authorize(ctx, "operations.read");
  const rows = await ctx.tx
    .select({
      at: auditEntries.at,
      action: auditEntries.action,
      detail: auditEntries.detail,
      name: people.name,
      other: others.name,
    })
    .from(auditEntries)
    .leftJoin(people, sql`${auditEntries.actor} = 'person:' || ${people.id}`)
    .leftJoin(others, sql`${auditEntries.detail}->>'for' = ${others.id}::text`)
    .where(and(eq(auditEntries.issuerId, ctx.scope.issuerId), eq(auditEntries.subjectId, id)))
    .orderBy(asc(auditEntries.seq));
  return rows.map((row) => ({
    at: row.at,
    action: row.action,
    actor: row.name,
    inPlaceOf: row.other,
    comment: textOf(row.detail.comment),
    failure: textOf(row.detail.failure) ?? textOf(row.detail.code),
    via: textOf(row.detail.via),
    amount: amountOf(row.detail),
  }));
}

// As `inWords` wrote it.
function amountOf({ amount, currency }: Readonly<Record<string, unknown>>): Money | null {
  return typeof amount === "string" && typeof currency === "string" && isCurrency(currency)
    ? parseMoney(amount, currency)
    : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
