import { and, eq } from "drizzle-orm";
import { withdrawalRequests } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { applyMovements } from "@/lib/ledger";
import { authorize, type Ctx } from "@/lib/runtime";
import { findCustomers } from "./find-customers";

/** A customer's wish to take money out at any distributor of their issuer. */
export type WithdrawalWish = {
  /** What the request is to be known by; one that is there already is not made again. */
  readonly id?: Id<"withdrawal">;
  readonly phone: E164;
  readonly amount: Money;
  readonly memo?: string;
};

/**
 * The verb with which a customer asks for a withdrawal: the amount is held on the wallet and the request waits in the cash-out queue.
 * @throws DomainError `wallets.unknown-phone`, `wallets.holder-inactive`, `ledger.insufficient-wallet`, `auth.forbidden`
 */
export async function requestWithdrawal(ctx: Ctx, input: WithdrawalWish): Promise<Id<"withdrawal">> {
  authorize(ctx, "withdrawals.request");
  const customer = (await findCustomers(ctx, [input.phone])).get(input.phone);
  if (!customer) throw new DomainError("wallets.unknown-phone");
  if (!customer.active) throw new DomainError("wallets.holder-inactive");
  if (ctx.principal.kind === "customer" && ctx.principal.customerId !== customer.id)
    throw new DomainError("auth.forbidden");
  const id = input.id ?? newId("withdrawal");
  if (input.id && (await isMade(ctx, id))) return id;
  const hold = newId("hold");
  const [held] = await applyMovements(ctx, [
    {
      kind: "hold",
      hold,
      account: customer.accountId,
      amount: input.amount,
      heldFor: id,
      organisation: ctx.scope.issuerId,
    },
  ]);
  if (held?.outcome !== "ok") throw new DomainError("ledger.insufficient-wallet");
  await ctx.tx.insert(withdrawalRequests).values({
    issuerId: ctx.scope.issuerId,
    id,
    customerId: customer.id,
    amountMinor: input.amount.minor,
    currency: input.amount.currency,
    memo: input.memo ?? null,
    holdId: hold,
    updatedAt: ctx.now,
    unitId: ctx.unitId,
  });
  ctx.audit({
    action: "withdrawal.requested",
    subjectKind: "withdrawal",
    subjectId: id,
    detail: { amountMinor: input.amount.minor.toString(), currency: input.amount.currency },
  });
  return id;
}

async function isMade(ctx: Ctx, id: Id<"withdrawal">): Promise<boolean> {
  const rows = await ctx.tx
    .select({ id: withdrawalRequests.id })
    .from(withdrawalRequests)
    .where(and(eq(withdrawalRequests.issuerId, ctx.scope.issuerId), eq(withdrawalRequests.id, id)));
  return rows.length > 0;
}
