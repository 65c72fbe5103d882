"use server";

import { z } from "zod";
import { action } from "@/lib/http/action";
import { parseMoney } from "@/lib/kernel/money";
import { referenceText } from "@/lib/operations/schemas";
import { draftKey, memoInput, typed } from "../../_operation-form/inputs";
import { submitFromWeb } from "../../_operation-form/submit-from-web";

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
