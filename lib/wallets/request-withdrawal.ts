import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { findCustomers } from "./find-customers";
import { proofOf } from "./wallet-proof";

/** A customer's wish to take money out at any distributor of their issuer. */
export type WithdrawalWish = {
  /** What the request is to be known by; one that is there already is not made again. */
  readonly id?: Id<"withdrawal">;
  readonly phone: E164;
  readonly amount: Money;
  readonly memo?: string;
};

type Outcome = "made" | "known" | "other" | "forbidden" | "inactive" | "insufficient";

/**
 * The verb with which a customer asks for a withdrawal: the amount is held on the wallet and the request waits in the cash-out queue. The database
 * makes it with the proof of their session alone, and without one for nobody but the owner, who sets installations up (db/functions/084_withdrawals.sql).
 * @throws DomainError `wallets.unknown-phone`, `wallets.holder-inactive`, `ledger.insufficient-wallet`, `idempotency.key-reused` (its id says another wish, or
 * one that was taken back), `auth.forbidden`
 */
export async function requestWithdrawal(ctx: Ctx, input: WithdrawalWish): Promise<Id<"withdrawal">> {
  authorize(ctx, "withdrawals.request");
  const customer = (await findCustomers(ctx, [input.phone])).get(input.phone);
  if (!customer) throw new DomainError("wallets.unknown-phone");
  const id = input.id ?? newId("withdrawal");
  const { amount } = input;
  const rows = (await ctx.tx.execute(
    sql`select withdrawal_ask(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid, ${customer.id}::uuid, ${amount.minor.toString()}::bigint,
          ${amount.currency}, ${input.memo ?? null}, ${newId("hold")}::uuid, ${proofOf(ctx)}) as outcome`,
  )) as unknown as { outcome: Outcome }[];
  switch (rows[0]?.outcome) {
    case "made":
      break;
    case "known":
      return id;
    case "other":
      throw new DomainError("idempotency.key-reused");
    case "inactive":
      throw new DomainError("wallets.holder-inactive");
    case "insufficient":
      throw new DomainError("ledger.insufficient-wallet");
    default:
      throw new DomainError("auth.forbidden");
  }
  ctx.audit({
    action: "withdrawal.requested",
    subjectKind: "withdrawal",
    subjectId: id,
    detail: { amountMinor: amount.minor.toString(), currency: amount.currency },
  });
  return id;
}
