"use server";

import { z } from "zod";
import { draftKey, memoInput, typed } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { parseMoney } from "@/lib/kernel/money";
import { referenceText } from "@/lib/operations/schemas";

/** Asks the issuer for float that the distributor has paid for. */
export const askForFloat = action({
  input: z.strictObject({ key: draftKey, amount: typed, reference: referenceText, memo: memoInput }),
  together: (caller, request, { key, amount, reference, memo }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "float-request",
      amount: parseMoney(amount, currency),
      reference,
      memo,
    })),
});
