import type { Id } from "@/lib/kernel/ids";
import { readMerchant } from "@/lib/organisations";
import { defineChange } from "../define-change";
import {
  draftReinstate,
  organisationChange,
  type ReinstateInput,
  type ReinstatePayload,
  reinstatePayload,
} from "../organisation-steps";

/** A suspended merchant is to be paid again. */
export type MerchantReinstateInput = ReinstateInput<"merchant-reinstate", Id<"merchant">>;

/** Money reaches it again. */
export const merchantReinstate = defineChange<MerchantReinstateInput, ReinstatePayload>({
  ...organisationChange,
  type: "merchant-reinstate",
  desk: "own",
  payload: reinstatePayload,
  draft: draftReinstate(async (ctx, asked: Id<"merchant">) => {
    const { id, name, shortCode, status } = await readMerchant(ctx, asked);
    return { status, counterparty: { kind: "merchant", id, name, phone: null, shortCode } };
  }),
  tell: ({ reason }) => ({ action: "merchant.reinstated", detail: { before: "suspended", after: "active", reason } }),
});
