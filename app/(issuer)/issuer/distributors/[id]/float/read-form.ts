import type { FloatFormView } from "@/app/_float-form/float-form";
import { readFloatForm } from "@/app/_float-form/read-float-form";
import { showId } from "@/lib/kernel/ids";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { lookAt } from "../_components/look-at";

/** Whose float a form is about; `view` is null for who may not move it. */
export type IssuerFloatForm = {
  readonly distributor: string;
  readonly name: string;
  readonly view: FloatFormView | null;
};

/**
 * What a form about the float of the distributor that an address names needs; the look is noted in its audit.
 * @throws DomainError `organisations.distributor-not-found`, `auth.forbidden`
 */
export async function readForm(ctx: Ctx, shownId: string): Promise<IssuerFloatForm> {
  const distributor = await lookAt(ctx, shownId, "float");
  return {
    distributor: showId("distributor", distributor.id),
    name: distributor.name,
    view: isAllowed(ctx.principal, "float.sell") ? await readFloatForm(ctx, distributor) : null,
  };
}
