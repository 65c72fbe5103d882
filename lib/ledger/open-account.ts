import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import type { Currency } from "@/lib/kernel/currencies";
import { type Id, newId } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";

/** Whose account it is; the id is the owner's. */
export type AccountOwner = { readonly kind: "issuer" | "distributor" | "merchant" | "customer"; readonly id: string };

/**
 * Opens a ledger account. `purpose` is the middle of its readable code, `<kind>:<purpose>:<owner>`. Only an issuer's account has no floor.
 * @throws DomainError `auth.forbidden`
 */
export async function openAccount(
  ctx: Ctx,
  owner: AccountOwner,
  purpose: string,
  currency: Currency,
): Promise<Id<"account">> {
  authorize(ctx, "organisations.administer");
  const account = newId("account");
  await ctx.tx.execute(
    sql`select ledger_open_account(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${account}::uuid,
          ${`${owner.kind}:${purpose}:${owner.id}`}, ${owner.kind}, ${owner.id}::uuid, ${currency})`,
  );
  return account;
}

/** Starts the organisation's chain of transfers and its chain of audit entries; once, when the organisation is created. */
export async function openChains(ctx: Ctx, organisation: OrganisationId): Promise<void> {
  authorize(ctx, "organisations.administer");
  await ctx.tx.execute(
    sql`select open_chains(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${organisation}::uuid)`,
  );
}
