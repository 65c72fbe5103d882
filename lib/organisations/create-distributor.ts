import { distributors } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import type { Feature } from "@/lib/kernel/features";
import { type Id, newId } from "@/lib/kernel/ids";
import { openAccount, openChains } from "@/lib/ledger";
import { authorize, type Ctx } from "@/lib/runtime";

/** `shortCode` is digits, unique within the issuer; `timeZone` an IANA zone: the distributor's days turn by it. */
export type NewDistributor = {
  readonly name: string;
  readonly shortCode: string;
  readonly currency: Currency;
  readonly timeZone: string;
  /** What is switched off from the start. */
  readonly featuresOff?: readonly Feature[];
};

/**
 * Creates a distributor with an empty float.
 * @throws DomainError `auth.forbidden`
 */
export async function createDistributor(
  ctx: Ctx,
  input: NewDistributor,
): Promise<{ id: Id<"distributor">; floatAccountId: Id<"account"> }> {
  authorize(ctx, "organisations.administer");
  const id = newId("distributor");
  const floatAccountId = await openAccount(ctx, { kind: "distributor", id }, "float", input.currency);
  await ctx.tx.insert(distributors).values({
    issuerId: ctx.scope.issuerId,
    id,
    ...input,
    featuresOff: [...(input.featuresOff ?? [])],
    floatAccountId,
    unitId: ctx.unitId,
  });
  await openChains(ctx, id);
  ctx.audit({
    action: "distributor.created",
    subjectKind: "distributor",
    subjectId: id,
    detail: { name: input.name, shortCode: input.shortCode },
  });
  return { id, floatAccountId };
}
