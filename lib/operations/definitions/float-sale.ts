import { z } from "zod";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import { defineOperation } from "../define";
import { draftOfFloat, fromSettlement, nothingClaimed, sell } from "../float-steps";

/** The issuer sells float: money that a distributor paid outside becomes its float, confirmed against the payment's reference. */
export type FloatSaleInput = {
  readonly type: "float-sale";
  readonly distributorId: Id<"distributor">;
  readonly amount: Money;
  /** The payment's; unique per distributor, so that nothing is sold twice for one payment. */
  readonly reference: string;
  readonly memo: string | null;
};

/** Nothing is held: it comes from the issuer's settlement account, which has no floor. */
export const floatSale = defineOperation<FloatSaleInput, Record<string, never>, { amount: Money }>({
  type: "float-sale",
  version: 1,
  payload: z.object({}),
  submitPermission: "float.sell",
  decidePermission: "operations.decide",
  desk: "issuer",
  expiresInSeconds: 7 * 24 * 3600,
  revise: null,
  feature: null,
  floatDirection: "in",
  about: ({ distributorId }) => distributorId,
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
