"use server";

import { z } from "zod";
import { action } from "@/lib/http/action";
import { answerConsent, askConsentAgain } from "@/lib/operations";
import { consentCode } from "@/lib/operations/schemas";
import { shownOperation } from "../../approvals/decision-input";

/** A maker types the code that a customer has read to them: `{ operation, code }`. */
export const giveConsent = action({
  input: z.strictObject({ operation: shownOperation, code: consentCode }),
  tries: ({ operation }) => ({ action: "operation.consent", subjectKind: "operation", subjectId: operation }),
  verb: (ctx, { operation: operationId, code }) => answerConsent(ctx, { operationId, answer: "given", code }),
});

/** The customer is sent another SMS, whose code stands in for the one before. */
export const sendConsentAgain = action({
  input: z.strictObject({ operation: shownOperation }),
  tries: ({ operation }) => ({ action: "operation.consent", subjectKind: "operation", subjectId: operation }),
  verb: (ctx, { operation }) => askConsentAgain(ctx, operation),
});
