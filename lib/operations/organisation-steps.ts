import { z } from "zod";
import { DomainError } from "@/lib/kernel/errors";
import { applyOrganisation } from "@/lib/organisations";
import type { SharedCtx } from "@/lib/runtime";
import type { Counterparty, Submission } from "./define";
import type { ChangeDraft } from "./define-change";

/** For types that change an organisation or a customer: an admin of the issuer asks, a checker of the issuer decides. */
export const organisationChange = {
  submitPermission: "distributors.change",
  decidePermission: "operations.decide",
  apply: applyOrganisation,
} as const;

/** What is asked for with a reason alone. */
export type ReinstateInput<Type extends string, Id> = { readonly type: Type; readonly id: Id; readonly reason: string };

/** Its payload. */
export const reinstatePayload = z.object({ id: z.uuid(), reason: z.string() });

/** What is stored of it. */
export type ReinstatePayload = z.infer<typeof reinstatePayload>;

/** The draft of a type that ends a suspension. @throws DomainError `organisations.not-suspended` */
export function draftReinstate<Id extends string>(
  read: (ctx: SharedCtx, id: Id) => Promise<{ readonly status: string; readonly counterparty: Counterparty }>,
) {
  return async (
    ctx: SharedCtx,
    { input: { id, reason } }: Submission<ReinstateInput<string, Id>>,
  ): Promise<ChangeDraft<ReinstatePayload>> => {
    const { status, counterparty } = await read(ctx, id);
    if (status !== "suspended") throw new DomainError("organisations.not-suspended");
    return { counterparty, payload: { id, reason }, memo: reason };
  };
}
