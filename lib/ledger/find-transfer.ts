import { and, eq } from "drizzle-orm";
import { ledgerTransfers } from "@/db/schema/ledger";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * The operation whose transfer in this unit's scope has this id, or this hash (64 hex digits); null when there is none, or the transfer was
 * the issuer's own.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function findTransferOperation(
  ctx: Ctx,
  by: { readonly id: Id<"walletOperation"> } | { readonly hash: string },
): Promise<Id<"operation"> | null> {
  authorize(ctx, "operations.read");
  const [row] = await ctx.tx
    .select({ operationId: ledgerTransfers.operationId })
    .from(ledgerTransfers)
    .where(
      and(
        eq(ledgerTransfers.issuerId, ctx.scope.issuerId),
        "id" in by ? eq(ledgerTransfers.id, by.id) : eq(ledgerTransfers.hash, Buffer.from(by.hash, "hex")),
      ),
    );
  return row?.operationId ?? null;
}
