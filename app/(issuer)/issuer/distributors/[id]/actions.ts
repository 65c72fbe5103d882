"use server";

import { z } from "zod";
import { draftKey, typed } from "@/app/_operation-form/inputs";
import { limitOf } from "@/app/_operation-form/limit-of";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { FEATURES } from "@/lib/kernel/features";

/** Asks for other limits of a distributor. */
export const changeLimits = action({
  input: z.strictObject({
    key: draftKey,
    distributor: shownId("distributor"),
    maxAmount: typed,
    maxDaily: typed,
    maxWeekly: typed,
  }),
  together: (caller, request, { key, distributor, maxAmount, maxDaily, maxWeekly }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "distributor-limits",
      distributorId: distributor,
      after: {
        maxAmountMinor: limitOf(maxAmount, currency),
        maxDailyMinor: limitOf(maxDaily, currency),
        maxWeeklyMinor: limitOf(maxWeekly, currency),
      },
    })),
});

/** Asks for features of a distributor to be switched off, or on again; `off` are all that will be off. */
export const changeFeatures = action({
  input: z.strictObject({
    key: draftKey,
    distributor: shownId("distributor"),
    off: z.array(z.enum(FEATURES)).max(FEATURES.length),
  }),
  together: (caller, request, { key, distributor, off }) =>
    submitFromWeb(caller, request, key, () => ({
      type: "distributor-features",
      distributorId: distributor,
      after: off,
    })),
});
