import { z } from "zod";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import { defineOperation } from "../define";
import { draftOfFloat, nothingClaimed, toSettlement } from "../float-steps";
import { floatOf, release, settle } from "../money-steps";

/** The issuer takes float back and pays the distributor outside. */
export type FloatReturnInput = {
  readonly type: "float-return";
  readonly distributorId: Id<"distributor">;
  readonly amount: Money;
  /** Why, for the distributor to read. */
  readonly memo: string;
};

/** The float is held at submit, so that it is not spent meanwhile. */
export const floatReturn = defineOperation<FloatReturnInput, Record<string, never>, { amount: Money }>({
  type: "float-return",
  version: 1,
  payload: z.object({}),
  submitPermission: "float.sell",
  decidePermission: "operations.decide",
  desk: "issuer",
  expiresInSeconds: 7 * 24 * 3600,
  revise: null,
  feature: null,
  floatDirection: "out",
  about: ({ distributorId }) => distributorId,
  insufficient: "ledger.insufficient-float",
  referenceUsed: null,
  ...nothingClaimed,
  check: async (_ctx, items) =>
    items.map((item) => draftOfFloat(item, { reference: null, holding: { account: floatOf(item.organisation) } })),
  recheck: toSettlement,
  execute: settle,
  release,
  ended: async () => undefined,
});
