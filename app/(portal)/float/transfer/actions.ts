"use server";

import { z } from "zod";
import { draftKey, memoInput, typed } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { parseMoney } from "@/lib/kernel/money";

/** Asks for money to be moved from one own account to another. */
export const moveBetweenAccounts = action({
  input: z.strictObject({
    key: draftKey,
    from: shownId("account"),
    to: shownId("account"),
    amount: typed,
    memo: memoInput,
  }),
  together: (caller, request, { key, from, to, amount, memo }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "own-transfer",
      from,
      to,
      amount: parseMoney(amount, currency),
      memo,
    })),
});
