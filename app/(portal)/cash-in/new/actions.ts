"use server";

import { z } from "zod";
import { action } from "@/lib/http/action";
import { parseMoney } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { shortCodeText } from "@/lib/operations/schemas";
import { readDistributor } from "@/lib/organisations";
import { draftKey, memoInput, typed } from "../../_operation-form/inputs";
import { submitFromWeb } from "../../_operation-form/submit-from-web";

/** Makes a cash-in of a draft. */
export const createCashIn = action({
  input: z.strictObject({
    key: draftKey,
    to: z.union([z.strictObject({ phone: typed }), z.strictObject({ shortCode: shortCodeText })]),
    amount: typed,
    memo: memoInput,
  }),
  tries: { action: "operation.submit" },
  verb: async (ctx, { key, to, amount, memo }) => {
    const { currency } = await readDistributor(ctx);
    return submitFromWeb(ctx, key, {
      type: "cash-in",
      amount: parseMoney(amount, currency),
      to: "phone" in to ? { phone: parsePhone(to.phone) } : to,
      memo,
    });
  },
});
