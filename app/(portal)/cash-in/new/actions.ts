"use server";

import { z } from "zod";
import { draftKey, memoInput, typed } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { parseMoney } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { shortCodeText } from "@/lib/operations/schemas";

/** Makes a cash-in of a draft. */
export const createCashIn = action({
  input: z.strictObject({
    key: draftKey,
    to: z.union([z.strictObject({ phone: typed }), z.strictObject({ shortCode: shortCodeText })]),
    amount: typed,
    memo: memoInput,
  }),
  together: (caller, request, { key, to, amount, memo }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "cash-in",
      amount: parseMoney(amount, currency),
      to: "phone" in to ? { phone: parsePhone(to.phone) } : to,
      memo,
    })),
});
