import { z } from "zod";
import type { OrganisationId } from "@/db/columns";
import type { DomainError as Refusal } from "@/lib/kernel/errors";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { formatAmount, type Money, money } from "@/lib/kernel/money";
import type { Organisation } from "@/lib/organisations";
import type { Outcome, SharedCtx } from "@/lib/runtime";
import { claimReversals, type NotReversible, type Reversible } from "../claim-reversals";
import { type Draft, defineOperation, type Recheck, type StoredOperation, type Submission } from "../define";
import { asCounterparty, findHolders } from "../find-holders";
import { floatOf, release, settle } from "../money-steps";
import { REVERSIBLE_TYPES } from "../schemas";

/** What a completed cash-in or cash-out moved goes back, whole or in part. */
export type ReversalInput = {
  readonly type: "reversal";
  readonly of: Id<"operation">;
  readonly amount: Money;
  /** Why, for the checker and the records. */
  readonly reason: string;
};

const payload = z.object({ of: z.uuid(), reverses: z.enum(REVERSIBLE_TYPES) });
type Payload = z.infer<typeof payload>;

type Claim = { readonly amount: Money; readonly original: Reversible };

/** Held at submit on whoever gives it back: the wallet of a cash-in, the float of a cash-out. */
export const reversal = defineOperation<ReversalInput, Payload, Claim>({
  type: "reversal",
  version: 1,
  payload,
  submitPermission: "operations.reverse",
  decidePermission: "operations.decide",
  desk: "own",
  expiresInSeconds: 24 * 3600,
  // What was done can be put right after the switch for doing it is off, and uses up no limit.
  revise: null,
  feature: null,
  floatDirection: "either",
  about: () => null,
  insufficient: "ledger.insufficient-float",
  referenceUsed: null,
  claim,
  // Nothing is written before the operation itself.
  unclaim: async () => undefined,
  check,
  recheck,
  execute: settle,
  release,
  ended: async () => undefined,
});

async function claim(ctx: SharedCtx, items: readonly Submission<ReversalInput>[]): Promise<Outcome<Claim, Refusal>[]> {
  const outcomes = await claimReversals(
    ctx,
    items.map(({ input }) => input),
  );
  return items.map(({ input: { amount } }, n) => {
    const outcome = outcomes[n];
    if (outcome?.outcome === "ok") return { ok: true, value: { amount, original: outcome } };
    return { ok: false, error: whyNot(outcome, amount) };
  });
}

function whyNot(outcome: NotReversible | undefined, { currency }: Money): Refusal {
  if (outcome?.outcome === "exceeds") {
    const left = formatAmount(money(outcome.leftMinor, currency));
    return new DomainError("operations.reversal-exceeds", { details: { left, currency } });
  }
  if (outcome?.outcome === "too-late") return new DomainError("operations.reversal-too-late");
  return new DomainError(outcome?.outcome === "not-reversible" ? "operations.not-reversible" : "operations.not-found");
}

async function check(
  ctx: SharedCtx,
  items: readonly (Submission<ReversalInput> & { readonly claim: Claim })[],
): Promise<Outcome<Draft<Payload>, Refusal>[]> {
  const holders = await findHolders(
    ctx,
    items.map(({ claim: { original } }) => original),
  );
  return items.map(({ input, claim: { original }, organisation }) => {
    const holder = holders.get(original.counterpartyId);
    if (!holder?.active) return refused("wallets.holder-inactive");
    const { of, amount, reason } = input;
    const fromWallet = original.reverses === "cash-in";
    return {
      ok: true,
      value: {
        amount,
        counterparty: asCounterparty(holder),
        payload: { of, reverses: original.reverses },
        reference: null,
        memo: reason,
        holding: { account: fromWallet ? holder.accountId : floatOf(organisation) },
        withdrawalId: null,
        reversalOf: of,
        ...(fromWallet ? { short: spent(amount, original.inWalletMinor) } : {}),
      },
    };
  });
}

/** The wallet may have changed since it was looked at: then it is not said what is left. */
function spent({ minor, currency }: Money, inWalletMinor: bigint | null): Refusal {
  const known = inWalletMinor !== null && inWalletMinor < minor;
  return new DomainError(
    "operations.reversal-spent",
    known ? { details: { left: formatAmount(money(inWalletMinor, currency)), currency } } : {},
  );
}

async function recheck(
  ctx: SharedCtx,
  operations: readonly StoredOperation<Payload>[],
  organisations: ReadonlyMap<OrganisationId, Organisation>,
): Promise<Recheck[]> {
  const holders = await findHolders(ctx, operations);
  return operations.map(({ counterpartyId, organisationId, payload: { reverses } }) => {
    const holder = holders.get(counterpartyId);
    if (!holder?.active) return { ok: false, code: "wallets.holder-inactive" };
    return { ok: true, to: reverses === "cash-in" ? floatOf(organisations.get(organisationId)) : holder.accountId };
  });
}

function refused(code: ErrorCode) {
  return { ok: false as const, error: new DomainError(code) };
}
