import { z } from "zod";
import type { DomainError as Refusal } from "@/lib/kernel/errors";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import { listOwnAccounts } from "@/lib/organisations";
import type { Outcome, SharedCtx } from "@/lib/runtime";
import { type Draft, defineOperation, type Submission } from "../define";
import { asDistributor, nothingClaimed } from "../float-steps";
import { release, settle } from "../money-steps";
import { accountNameText } from "../schemas";

/** Money of a distributor moves from one of its accounts to another. */
export type OwnTransferInput = {
  readonly type: "own-transfer";
  readonly from: Id<"account">;
  readonly to: Id<"account">;
  readonly amount: Money;
  readonly memo: string | null;
};

/** Names as they were; null is the float itself. */
const payload = z.object({
  from: z.uuid(),
  to: z.uuid(),
  fromName: accountNameText.nullable(),
  toName: accountNameText.nullable(),
});
type Payload = z.infer<typeof payload>;

/** Held at submit on the account that gives it. */
export const ownTransfer = defineOperation<OwnTransferInput, Payload, { amount: Money }>({
  type: "own-transfer",
  version: 1,
  payload,
  submitPermission: "float.transfer",
  decidePermission: "operations.decide",
  desk: "own",
  expiresInSeconds: 24 * 3600,
  revise: null,
  feature: null,
  floatDirection: "either",
  about: () => null,
  insufficient: "ledger.insufficient-account",
  referenceUsed: null,
  ...nothingClaimed,
  check: async (ctx, items) => {
    const drafts: Outcome<Draft<Payload>, Refusal>[] = [];
    for (const item of items) drafts.push(await check(ctx, item));
    return drafts;
  },
  recheck: async (_ctx, operations) => operations.map(({ payload: { to } }) => ({ ok: true, to: to as Id<"account"> })),
  execute: settle,
  release,
  ended: async () => undefined,
});

async function check(ctx: SharedCtx, item: Submission<OwnTransferInput>): Promise<Outcome<Draft<Payload>, Refusal>> {
  const { from, to, amount, memo } = item.input;
  const counterparty = asDistributor(item);
  if (from === to) return { ok: false, error: new DomainError("operations.same-account") };
  const own = await listOwnAccounts(ctx, counterparty.id);
  const [giver, taker] = [from, to].map((asked) => own.find(({ id }) => id === asked));
  if (!giver || !taker) return { ok: false, error: new DomainError("organisations.account-not-found") };
  return {
    ok: true,
    value: {
      amount,
      counterparty,
      payload: { from, to, fromName: giver.name, toName: taker.name },
      reference: null,
      memo,
      holding: { account: from },
      withdrawalId: null,
    },
  };
}
