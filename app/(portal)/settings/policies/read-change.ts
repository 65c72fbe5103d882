import { type Currency, exponentOf } from "@/lib/kernel/currencies";
import { showId } from "@/lib/kernel/ids";
import { readOwnDistributor } from "@/lib/organisations";
import { type Policy, readPolicy } from "@/lib/policies";
import { authorize, type Ctx, isAllowed } from "@/lib/runtime";

/** What the form of a change needs: whose drafts it keeps, the currency, and what is in force. */
export type ChangeForm = {
  readonly owner: string;
  readonly currency: Currency;
  readonly exponent: number;
  readonly policy: Policy;
};

/**
 * What the form of a change needs; null for who may not ask for one.
 * @throws DomainError `auth.forbidden`
 */
export async function readChange(ctx: Ctx): Promise<ChangeForm | null> {
  authorize(ctx, "policies.read");
  const { principal } = ctx;
  if (principal.kind !== "user" || !isAllowed(principal, "policies.change")) return null;
  const { id, currency } = await readOwnDistributor(ctx);
  return {
    owner: showId("person", principal.personId),
    currency,
    exponent: exponentOf(currency),
    policy: await readPolicy(ctx, id),
  };
}
