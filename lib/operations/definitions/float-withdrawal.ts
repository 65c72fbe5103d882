import { z } from "zod";
import type { Money } from "@/lib/kernel/money";
import { defineOperation } from "../define";
import { draftOfFloat, nothingClaimed, toSettlement } from "../float-steps";
import { floatOf, release, settle } from "../money-steps";
import { payeeText } from "../schemas";

/** A distributor asks the issuer to take float back and pay it out: its own checker approves, then somebody of the issuer who pays. */
export type FloatWithdrawalInput = {
  readonly type: "float-withdrawal";
  readonly amount: Money;
  /** The bank and the account that the issuer is to pay. */
  readonly payTo: string;
  readonly memo: string | null;
};

const payload = z.object({ payTo: payeeText });

/** As a return of float, asked for by the other side: held at submit, so that it is not spent while the issuer pays. */
export const floatWithdrawal = defineOperation<FloatWithdrawalInput, z.infer<typeof payload>, { amount: Money }>({
  type: "float-withdrawal",
  version: 1,
  payload,
  submitPermission: "float.request",
  decidePermission: "operations.decide",
  desk: "own-then-issuer",
  expiresInSeconds: 7 * 24 * 3600,
  revise: null,
  feature: null,
  floatDirection: "out",
  about: () => null,
  insufficient: "ledger.insufficient-float",
  referenceUsed: null,
  ...nothingClaimed,
  check: async (_ctx, items) =>
    items.map((item) => {
      const draft = draftOfFloat(item, { reference: null, holding: { account: floatOf(item.organisation) } });
      return draft.ok ? { ok: true, value: { ...draft.value, payload: { payTo: item.input.payTo } } } : draft;
    }),
  recheck: toSettlement,
  execute: settle,
  release,
  ended: async () => undefined,
});
