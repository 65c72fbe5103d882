import { z } from "zod";
import { FEATURES, type Feature } from "@/lib/kernel/features";
import type { Id } from "@/lib/kernel/ids";
import { checkFeatures } from "@/lib/organisations";
import { defineChange } from "../define-change";
import { organisationChange } from "../organisation-steps";

/** Features are to be switched off, or on again, for a distributor; `after` holds all that will be off. */
export type DistributorFeaturesInput = {
  readonly type: "distributor-features";
  readonly distributorId: Id<"distributor">;
  readonly after: readonly Feature[];
};

const features = z.array(z.enum(FEATURES));
const payload = z.object({ before: features, after: features });
type Payload = z.infer<typeof payload>;

/** What was begun with a feature before it was switched off can still be decided. */
export const distributorFeatures = defineChange<DistributorFeaturesInput, Payload>({
  ...organisationChange,
  type: "distributor-features",
  desk: "issuer",
  payload,
  about: ({ distributorId }) => distributorId,
  draft: async (ctx, { input: { distributorId, after } }) => {
    const { id, name, shortCode, featuresOff } = await checkFeatures(ctx, distributorId, after);
    return {
      counterparty: { kind: "distributor", id, name, phone: null, shortCode },
      payload: { before: [...featuresOff], after: [...after] },
      memo: null,
    };
  },
  tell: ({ before, after }) => ({ action: "distributor.features-changed", detail: { before, after } }),
});
