import { issuers } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { openAccount, openChains } from "@/lib/ledger";
import { authorize, type Ctx } from "@/lib/runtime";

/** `timeZone` is an IANA zone. */
export type NewIssuer = { readonly name: string; readonly currency: Currency; readonly timeZone: string };

/**
 * Creates the issuer whose scope this unit runs in, with the settlement account through which its money enters and leaves.
 * @throws DomainError `auth.forbidden`
 */
export async function createIssuer(ctx: Ctx, input: NewIssuer): Promise<Id<"issuer">> {
  authorize(ctx, "organisations.administer");
  const id = ctx.scope.issuerId;
  const settlementAccountId = await openAccount(ctx, { kind: "issuer", id }, "settlement", input.currency);
  await ctx.tx.insert(issuers).values({ id, ...input, settlementAccountId });
  await openChains(ctx, id);
  ctx.audit({ action: "issuer.created", subjectKind: "issuer", subjectId: id, detail: { name: input.name } });
  return id;
}
