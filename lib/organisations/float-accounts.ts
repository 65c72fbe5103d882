import { and, asc, eq, sql } from "drizzle-orm";
import { distributors, floatAccounts } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";
import { codeOf } from "./apply-changes";

/** How many accounts a distributor may have beside its float; the database says the same (most_float_accounts). */
const MOST_ACCOUNTS = 20;

/** An account of a distributor; `name` is null for the float itself. */
export type OwnAccount = { readonly id: Id<"account">; readonly name: string | null };

/**
 * The accounts of a distributor of this scope: its float first, then those beside it as they were opened.
 * @throws DomainError `organisations.distributor-not-found`
 */
export async function listOwnAccounts(ctx: SharedCtx, id: Id<"distributor">): Promise<OwnAccount[]> {
  const [own] = await ctx.tx
    .select({ id: distributors.floatAccountId })
    .from(distributors)
    .where(and(eq(distributors.issuerId, ctx.scope.issuerId), eq(distributors.id, id)));
  if (!own) throw new DomainError("organisations.distributor-not-found");
  const others = await ctx.tx
    .select({ id: floatAccounts.accountId, name: floatAccounts.name })
    .from(floatAccounts)
    .where(and(eq(floatAccounts.issuerId, ctx.scope.issuerId), eq(floatAccounts.distributorId, id)))
    .orderBy(asc(floatAccounts.createdAt), asc(floatAccounts.accountId));
  return [{ id: own.id, name: null }, ...others];
}

/**
 * Whether a distributor may have one more account of this name.
 * @throws DomainError `organisations.account-name-used`, `organisations.too-many-accounts`, `organisations.distributor-not-found`
 */
export async function checkNewAccount(ctx: SharedCtx, id: Id<"distributor">, name: string): Promise<void> {
  const others = (await listOwnAccounts(ctx, id)).slice(1);
  const isSame = (known: string | null) => known?.toLowerCase() === name.toLowerCase();
  if (others.some((account) => isSame(account.name))) throw new DomainError("organisations.account-name-used");
  if (others.length >= MOST_ACCOUNTS) throw new DomainError("organisations.too-many-accounts");
}

/**
 * Opens an account from its approved request, in the unit that records its last approval.
 * @throws DomainError the code of why it cannot happen any more
 */
export async function openFloatAccount(ctx: SharedCtx, { id }: { readonly id: Id<"operation"> }): Promise<void> {
  const rows = (await ctx.tx.execute(
    sql`select float_accounts_apply(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid) as outcome`,
  )) as unknown as { outcome: string }[];
  const code = codeOf(rows[0]?.outcome);
  if (code) throw new DomainError(code);
}
