import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { proofOf } from "./wallet-proof";

type Outcome = "cancelled" | "known" | "taken" | "fulfilled" | "not-found";

/**
 * The verb with which a customer takes back a request that waits in the cash-out queue: its money is free again. Asked twice it is done once. Once a
 * distributor has taken it, it is that one's to end.
 * @throws DomainError `wallets.withdrawal-not-found`, also for somebody else's; `wallets.withdrawal-taken`, `auth.forbidden`
 */
export async function cancelWithdrawal(ctx: Ctx, id: Id<"withdrawal">): Promise<void> {
  authorize(ctx, "withdrawals.request");
  const rows = (await ctx.tx.execute(
    sql`select withdrawal_cancel(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid, ${proofOf(ctx)}) as outcome`,
  )) as unknown as { outcome: Outcome }[];
  const outcome = rows[0]?.outcome;
  if (outcome === "known") return;
  if (outcome === "taken" || outcome === "fulfilled") throw new DomainError("wallets.withdrawal-taken");
  if (outcome !== "cancelled") throw new DomainError("wallets.withdrawal-not-found");
  ctx.audit({ action: "withdrawal.cancelled", subjectKind: "withdrawal", subjectId: id });
}
