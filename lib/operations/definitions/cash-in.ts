import { z } from "zod";
import type { DomainError as Refusal } from "@/lib/kernel/errors";
import { DomainError } from "@/lib/kernel/errors";
import type { Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { findMerchants } from "@/lib/organisations";
import type { Outcome, SharedCtx } from "@/lib/runtime";
import { findCustomers } from "@/lib/wallets";
import {
  type Claimed,
  type Draft,
  defineOperation,
  type Recheck,
  type StoredOperation,
  type Submission,
} from "../define";
import { asCounterparty, findHolders } from "../find-holders";
import { floatOf, release, settle } from "../money-steps";

/** Cash taken at the counter becomes wallet balance of a customer (by phone) or a merchant (by short code). */
export type CashInInput = {
  readonly type: "cash-in";
  readonly amount: Money;
  readonly to: { readonly phone: E164 } | { readonly shortCode: string };
  readonly memo: string | null;
};

const payload = z.object({ to: z.union([z.object({ phone: z.string() }), z.object({ shortCode: z.string() })]) });
type Payload = z.infer<typeof payload>;

/** The float is held at submit and moves to the recipient's wallet at approve. */
export const cashIn = defineOperation<CashInInput, Payload, Claimed>({
  type: "cash-in",
  version: 1,
  payload,
  submitPermission: "operations.submit",
  decidePermission: "operations.decide",
  desk: "own",
  expiresInSeconds: 24 * 3600,
  revise: (_before, { amount, to, memo }) => to && { type: "cash-in", amount, to, memo },
  feature: "cash-in",
  floatDirection: "out",
  about: () => null,
  insufficient: "ledger.insufficient-float",
  referenceUsed: null,
  claim: async (_ctx, items) => items.map((item) => ({ ok: true, value: { amount: item.input.amount } })),
  check,
  recheck,
  execute: settle,
  release,
  ended: async () => undefined,
});

async function check(
  ctx: SharedCtx,
  items: readonly (Submission<CashInInput> & { readonly claim: Claimed })[],
): Promise<Outcome<Draft<Payload>, Refusal>[]> {
  const customers = await findCustomers(
    ctx,
    items.flatMap(({ input }) => ("phone" in input.to ? [input.to.phone] : [])),
  );
  const merchants = await findMerchants(
    ctx,
    items.flatMap(({ input }) => ("shortCode" in input.to ? [input.to.shortCode] : [])),
  );
  return items.map(({ input, claim, organisation }) => {
    const { to } = input;
    const found = "phone" in to ? customers.get(to.phone) : merchants.get(to.shortCode);
    if (!found) return refused("phone" in to ? "wallets.unknown-phone" : "wallets.unknown-short-code");
    if (!found.active) return refused("wallets.holder-inactive");
    return {
      ok: true,
      value: {
        amount: claim.amount,
        counterparty: asCounterparty(found),
        payload: { to },
        reference: null,
        memo: input.memo,
        holding: { account: floatOf(organisation) },
        withdrawalId: null,
      },
    };
  });
}

async function recheck(ctx: SharedCtx, operations: readonly StoredOperation<Payload>[]): Promise<Recheck[]> {
  const holders = await findHolders(ctx, operations);
  return operations.map(({ counterpartyId }) => {
    const to = holders.get(counterpartyId);
    return to?.active ? { ok: true, to: to.accountId } : { ok: false, code: "wallets.holder-inactive" };
  });
}

function refused(code: "wallets.unknown-phone" | "wallets.unknown-short-code" | "wallets.holder-inactive") {
  return { ok: false as const, error: new DomainError(code) };
}
