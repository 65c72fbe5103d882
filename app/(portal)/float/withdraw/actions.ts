"use server";

import { z } from "zod";
import { draftKey, memoInput, typed } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { parseMoney } from "@/lib/kernel/money";
import { payeeText } from "@/lib/operations/schemas";

/** Asks the issuer to take float back and to pay it to a bank account. */
export const withdrawFloat = action({
  input: z.strictObject({ key: draftKey, amount: typed, payTo: payeeText, memo: memoInput }),
  together: (caller, request, { key, amount, payTo, memo }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "float-withdrawal",
      amount: parseMoney(amount, currency),
      payTo,
      memo,
    })),
});
