import { DomainError } from "@/lib/kernel/errors";
import { readId } from "@/lib/kernel/ids";
import { type Distributor, type LookedAt, noteLook, readDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * The distributor that an address names, for one of its pages; the look is noted in its audit.
 * @throws DomainError `organisations.distributor-not-found` for another issuer's, for none, and for what is no id; `auth.forbidden`
 */
export async function lookAt(ctx: Ctx, shownId: string, page: LookedAt): Promise<Distributor> {
  authorize(ctx, "distributors.read");
  const id = readId("distributor", shownId);
  if (!id) throw new DomainError("organisations.distributor-not-found");
  const distributor = await readDistributor(ctx, id);
  await noteLook(ctx, id, page);
  return distributor;
}
