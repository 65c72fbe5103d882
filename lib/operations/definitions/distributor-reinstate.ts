import type { Id } from "@/lib/kernel/ids";
import { readDistributor } from "@/lib/organisations";
import { defineChange } from "../define-change";
import {
  draftReinstate,
  organisationChange,
  type ReinstateInput,
  type ReinstatePayload,
  reinstatePayload,
} from "../organisation-steps";

/** A suspended distributor is to work again. */
export type DistributorReinstateInput = ReinstateInput<"distributor-reinstate", Id<"distributor">>;

/** Its sessions and keys work again, and what was held can be decided. */
export const distributorReinstate = defineChange<DistributorReinstateInput, ReinstatePayload>({
  ...organisationChange,
  type: "distributor-reinstate",
  desk: "own",
  payload: reinstatePayload,
  draft: draftReinstate(async (ctx, asked: Id<"distributor">) => {
    const { id, name, shortCode, status } = await readDistributor(ctx, asked);
    return { status, counterparty: { kind: "distributor", id, name, phone: null, shortCode } };
  }),
  tell: ({ reason }) => ({
    action: "distributor.reinstated",
    detail: { before: "suspended", after: "active", reason },
  }),
});
