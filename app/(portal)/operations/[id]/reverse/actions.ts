"use server";

import { z } from "zod";
import { draftKey, typed } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { parseMoney } from "@/lib/kernel/money";
import { memoText } from "@/lib/operations/schemas";

/** Asks for what a completed operation moved to go back, whole or in part. */
export const askForReversal = action({
  input: z.strictObject({ key: draftKey, operation: shownId("operation"), amount: typed, memo: memoText }),
  together: (caller, request, { key, operation, amount, memo }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "reversal",
      of: operation,
      amount: parseMoney(amount, currency),
      reason: memo,
    })),
});
