import { z } from "zod";
import { newId } from "@/lib/kernel/ids";
import { checkNewAccount, openFloatAccount } from "@/lib/organisations";
import { defineChange } from "../define-change";
import { asDistributor } from "../float-steps";
import { accountNameText } from "../schemas";

/** A distributor is to have another account beside its float, for a branch or a till. */
export type FloatAccountOpenInput = {
  readonly type: "float-account-open";
  /** None of its own has it. */
  readonly name: string;
};

const payload = z.object({ accountId: z.uuid(), name: accountNameText });

/** The database opens it from here, empty (db/functions/073_float_accounts.sql). */
export const floatAccountOpen = defineChange<FloatAccountOpenInput, z.infer<typeof payload>>({
  type: "float-account-open",
  submitPermission: "float.accounts",
  decidePermission: "operations.decide",
  desk: "own",
  payload,
  draft: async (ctx, item) => {
    const counterparty = asDistributor(item);
    const { name } = item.input;
    await checkNewAccount(ctx, counterparty.id, name);
    return { counterparty, payload: { accountId: newId("account"), name }, memo: null };
  },
  apply: openFloatAccount,
  tell: ({ name }) => ({ action: "float-account.opened", detail: { name } }),
});
