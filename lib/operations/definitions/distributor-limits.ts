import { z } from "zod";
import type { Id } from "@/lib/kernel/ids";
import { checkLimits, type DistributorLimits } from "@/lib/organisations";
import { defineChange } from "../define-change";
import { organisationChange } from "../organisation-steps";

/** A distributor is to have other limits, in minor units; null for none. */
export type DistributorLimitsInput = {
  readonly type: "distributor-limits";
  readonly distributorId: Id<"distributor">;
  readonly after: DistributorLimits;
};

const amount = z
  .string()
  .regex(/^[1-9][0-9]*$/)
  .nullable();
const limits = z.object({ maxAmount: amount, maxDaily: amount, maxWeekly: amount });
const payload = z.object({ before: limits, after: limits });
type Payload = z.infer<typeof payload>;

/** They count from the next operation on. */
export const distributorLimits = defineChange<DistributorLimitsInput, Payload>({
  ...organisationChange,
  type: "distributor-limits",
  desk: "issuer",
  payload,
  about: ({ distributorId }) => distributorId,
  draft: async (ctx, { input: { distributorId, after } }) => {
    const distributor = await checkLimits(ctx, distributorId, after);
    const { id, name, shortCode } = distributor;
    return {
      counterparty: { kind: "distributor", id, name, phone: null, shortCode },
      payload: { before: inText(distributor), after: inText(after) },
      memo: null,
    };
  },
  tell: ({ before, after }) => ({ action: "distributor.limits-changed", detail: { before, after } }),
});

function inText({ maxAmountMinor, maxDailyMinor, maxWeeklyMinor }: DistributorLimits): z.infer<typeof limits> {
  const text = (minor: bigint | null) => minor?.toString() ?? null;
  return { maxAmount: text(maxAmountMinor), maxDaily: text(maxDailyMinor), maxWeekly: text(maxWeeklyMinor) };
}
