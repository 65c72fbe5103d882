"use server";

import { z } from "zod";
import { draftKey, memoInput, referenceInput, typed } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { DomainError } from "@/lib/kernel/errors";
import { readId } from "@/lib/kernel/ids";
import { parseMoney } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { FULFILMENT_TYPES, referenceText } from "@/lib/operations/schemas";

/** Makes a cash-out of a customer who stands at the counter; they are paid in cash. */
export const createDirectCashOut = action({
  input: z.strictObject({ key: draftKey, phone: typed, amount: typed, reference: referenceText, memo: memoInput }),
  together: (caller, request, { key, phone, amount, reference, memo }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "cash-out-fulfillment",
      from: { phone: parsePhone(phone), amount: parseMoney(amount, currency) },
      fulfilmentType: "cash",
      reference,
      memo,
    })),
});

/** Makes a cash-out for a request of the queue (`op_…`); whoever is first gets it. */
export const fulfilWithdrawal = action({
  input: z.strictObject({
    key: draftKey,
    request: z.string().max(64),
    fulfilmentType: z.enum(FULFILMENT_TYPES),
    reference: referenceInput,
    memo: memoInput,
  }),
  together: (caller, unit, { key, request, fulfilmentType, reference, memo }) => {
    const withdrawal = readId("withdrawal", request);
    if (!withdrawal) throw new DomainError("wallets.withdrawal-not-found");
    return submitFromWeb(caller, unit, key, () => ({
      type: "cash-out-fulfillment",
      from: { withdrawal },
      fulfilmentType,
      reference,
      memo,
    }));
  },
});
