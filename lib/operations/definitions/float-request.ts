import { z } from "zod";
import type { Money } from "@/lib/kernel/money";
import { defineOperation } from "../define";
import { draftOfFloat, fromSettlement, nothingClaimed, sell } from "../float-steps";

/** A distributor asks for float that it has paid for: its own checker approves, then somebody of the issuer who has seen the payment. */
export type FloatRequestInput = {
  readonly type: "float-request";
  readonly amount: Money;
  /** The payment's; unique per distributor. */
  readonly reference: string;
  readonly memo: string | null;
};

/** As a sale of float, asked for by the other side. */
export const floatRequest = defineOperation<FloatRequestInput, Record<string, never>, { amount: Money }>({
  type: "float-request",
  version: 1,
  payload: z.object({}),
  submitPermission: "float.request",
  decidePermission: "operations.decide",
  desk: "own-then-issuer",
  expiresInSeconds: 7 * 24 * 3600,
  revise: ({ reference }, { amount, memo }) => (reference ? { type: "float-request", amount, reference, memo } : null),
  feature: null,
  floatDirection: "in",
  about: () => null,
  insufficient: null,
  referenceUsed: "operations.reference-used",
  ...nothingClaimed,
  check: async (_ctx, items) =>
    items.map((item) => draftOfFloat(item, { reference: item.input.reference, holding: null })),
  recheck: fromSettlement,
  execute: sell,
  release: () => null,
  ended: async () => undefined,
});
