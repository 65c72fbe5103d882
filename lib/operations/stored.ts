import { and, eq, sql } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { approvalPolicies, operations } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import type { PolicyLimits } from "@/lib/kernel/policy-terms";
import type { SharedCtx } from "@/lib/runtime";
import type { CounterpartyKind, StoredOperation } from "./define";
import { definitionOf } from "./registry";

// A set of decisions reads as many of them: half of a row's columns are for screens.
const NEEDED = {
  id: operations.id,
  organisationId: operations.organisationId,
  type: operations.type,
  makerId: operations.makerId,
  makerKeyId: operations.makerKeyId,
  amountMinor: operations.amountMinor,
  currency: operations.currency,
  payload: operations.payload,
  counterpartyId: operations.counterpartyId,
  counterpartyKind: operations.counterpartyKind,
  counterpartyPhone: operations.counterpartyPhone,
  holdId: operations.holdId,
  withdrawalId: operations.withdrawalId,
  localDay: operations.localDay,
  policyLimits: approvalPolicies.limits,
};

type Row = Pick<typeof operations.$inferSelect, Exclude<keyof typeof NEEDED, "policyLimits">> & {
  readonly policyLimits: PolicyLimits | null;
};

/** Operations of this scope as definitions see them, by id; the payload is parsed again on the way out. */
export async function readStored(
  ctx: SharedCtx,
  ids: readonly Id<"operation">[],
): Promise<Map<Id<"operation">, StoredOperation>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select(NEEDED)
    .from(operations)
    .leftJoin(
      approvalPolicies,
      and(
        eq(approvalPolicies.issuerId, operations.issuerId),
        sql`${approvalPolicies.distributorId} = ${operations.organisationId}`,
        eq(approvalPolicies.version, operations.policyVersion),
      ),
    )
    .where(and(eq(operations.issuerId, ctx.scope.issuerId), oneOf(operations.id, ids, "uuid")));
  return new Map(rows.map((row) => [row.id, toStored(row)]));
}

function toStored(row: Row): StoredOperation {
  return {
    id: row.id,
    organisationId: row.organisationId,
    type: row.type,
    makerId: row.makerId,
    makerKeyId: row.makerKeyId,
    amount: row.amountMinor === null ? null : money(row.amountMinor, row.currency as Currency),
    payload: definitionOf(row.type).payload.parse(row.payload),
    counterpartyId: row.counterpartyId as Id<CounterpartyKind>,
    counterpartyKind: row.counterpartyKind,
    counterpartyPhone: row.counterpartyPhone as E164 | null,
    holdId: row.holdId,
    withdrawalId: row.withdrawalId,
    localDay: row.localDay,
    policyLimits: row.policyLimits,
  };
}
