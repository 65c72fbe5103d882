"use server";

import { z } from "zod";
import { typed } from "@/app/_operation-form/inputs";
import { action } from "@/lib/http/action";
import { parseMoney } from "@/lib/kernel/money";
import { readOwnDistributor, setLowFloat } from "@/lib/organisations";

/** Says below what float it is shown as low; empty for once all is gone. */
export const markLowFloat = action({
  input: z.strictObject({ amount: typed }),
  tries: { action: "distributor.set-low-float" },
  verb: async (ctx, { amount }) => {
    const { currency } = await readOwnDistributor(ctx);
    await setLowFloat(ctx, { lowFloatMinor: amount === "" ? null : parseMoney(amount, currency).minor });
    return null;
  },
});
