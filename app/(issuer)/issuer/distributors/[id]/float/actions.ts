"use server";

import { z } from "zod";
import { draftKey, memoInput, typed } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { parseMoney } from "@/lib/kernel/money";
import { memoText, referenceText } from "@/lib/operations/schemas";

/** Asks for float to be sold to a distributor, which has paid outside. */
export const sellFloat = action({
  input: z.strictObject({
    key: draftKey,
    distributor: shownId("distributor"),
    amount: typed,
    reference: referenceText,
    memo: memoInput,
  }),
  together: (caller, request, { key, distributor, amount, reference, memo }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "float-sale",
      distributorId: distributor,
      amount: parseMoney(amount, currency),
      reference,
      memo,
    })),
});

/** Asks for float to be taken back from a distributor. */
export const takeFloatBack = action({
  input: z.strictObject({ key: draftKey, distributor: shownId("distributor"), amount: typed, memo: memoText }),
  together: (caller, request, { key, distributor, amount, memo }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "float-return",
      distributorId: distributor,
      amount: parseMoney(amount, currency),
      memo,
    })),
});
