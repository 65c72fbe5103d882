import { readKeySwitch } from "@/lib/api-keys";
import { exponentOf } from "@/lib/kernel/currencies";
import { showId } from "@/lib/kernel/ids";
import { readOwnDistributor } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import type { MandateContext } from "./_components/mandate-fields";

/** What the form of a new key needs: whose drafts it keeps, and what its fields must know. */
export type KeyFormView = { readonly owner: string; readonly context: MandateContext };

/**
 * What the form of a new key needs; null for who may not ask for one, or where the issuer has switched keys off.
 * @throws DomainError `auth.forbidden`
 */
export async function readKeyForm(ctx: Ctx): Promise<KeyFormView | null> {
  const { principal } = ctx;
  const { isOff } = await readKeySwitch(ctx);
  if (principal.kind !== "user" || !isAllowed(principal, "api-keys.request") || isOff) return null;
  return { owner: showId("person", principal.personId), context: await readMandateContext(ctx) };
}

/** What fields of a mandate must know. */
export async function readMandateContext(ctx: Ctx): Promise<MandateContext> {
  const { currency } = await readOwnDistributor(ctx);
  return { currency, exponent: exponentOf(currency), address: ctx.address };
}
