import { and, asc, eq } from "drizzle-orm";
import { operationRevisions } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import type { Counterparty, CounterpartyKind } from "./define";

/** What an operation said from `madeAt` until `supersededAt`. `digest` is 64 hex digits. */
export type RevisionView = {
  readonly revision: number;
  readonly digest: string;
  readonly amount: Money | null;
  readonly counterparty: Counterparty;
  readonly memo: string | null;
  readonly madeAt: Date;
  readonly supersededAt: Date;
};

/**
 * What an operation of this scope said before its maker changed it, oldest first; nothing for one that was never changed.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function listRevisions(ctx: Ctx, id: Id<"operation">): Promise<RevisionView[]> {
  authorize(ctx, "operations.read");
  const rows = await ctx.tx
    .select()
    .from(operationRevisions)
    .where(and(eq(operationRevisions.issuerId, ctx.scope.issuerId), eq(operationRevisions.operationId, id)))
    .orderBy(asc(operationRevisions.revision));
  return rows.map((row) => ({
    revision: row.revision,
    digest: row.digest.toString("hex"),
    amount: row.amountMinor === null ? null : money(row.amountMinor, row.currency as Currency),
    counterparty: {
      kind: row.counterpartyKind,
      id: row.counterpartyId as Id<CounterpartyKind>,
      name: row.counterpartyName ?? "",
      phone: row.counterpartyPhone as E164 | null,
      shortCode: row.counterpartyShortCode,
    },
    memo: row.memo,
    madeAt: row.madeAt,
    supersededAt: row.supersededAt,
  }));
}
