import { z } from "zod";
import type { OrganisationId } from "@/db/columns";
import type { DomainError as Refusal } from "@/lib/kernel/errors";
import { DomainError, type ErrorCode, type ErrorDetails } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { walletsCover } from "@/lib/ledger";
import { asksConsent, type Organisation } from "@/lib/organisations";
import type { Outcome, SharedCtx } from "@/lib/runtime";
import {
  findCustomers,
  findCustomersById,
  fulfilWithdrawals,
  returnWithdrawals,
  type TakenWithdrawal,
  takeWithdrawals,
} from "@/lib/wallets";
import { consentsRoom } from "../consents-room";
import { type Draft, defineOperation, type Recheck, type StoredOperation, type Submission } from "../define";
import { floatOf, release, settle } from "../money-steps";
import { FULFILMENT_TYPES, type FulfilmentType } from "../schemas";

/** Wallet balance becomes cash at the counter: straight from a customer, or for a request that waits in the cash-out queue. */
export type CashOutInput = {
  readonly type: "cash-out-fulfillment";
  readonly from: { readonly phone: E164; readonly amount: Money } | { readonly withdrawal: Id<"withdrawal"> };
  readonly fulfilmentType: FulfilmentType;
  /** The receipt or reference id; unique per distributor. */
  readonly reference: string | null;
  readonly memo: string | null;
};

const payload = z.object({ fulfilmentType: z.enum(FULFILMENT_TYPES) });
type Payload = z.infer<typeof payload>;

type Claim = { readonly amount: Money; readonly request: TakenWithdrawal | null };

/**
 * The wallet is held at submit (a queued request's already is), or, where the customer is asked first, when they agree, and moves to the float at
 * approve.
 */
export const cashOutFulfillment = defineOperation<CashOutInput, Payload, Claim>({
  type: "cash-out-fulfillment",
  version: 1,
  payload,
  submitPermission: "operations.submit",
  decidePermission: "operations.decide",
  desk: "own",
  expiresInSeconds: 24 * 3600,
  revise: ({ fulfilmentType, reference }, { amount, to, memo }) =>
    to && "phone" in to && fulfilmentType
      ? { type: "cash-out-fulfillment", from: { phone: to.phone, amount }, fulfilmentType, reference, memo }
      : null,
  feature: "cash-out",
  floatDirection: "in",
  about: () => null,
  insufficient: "ledger.insufficient-wallet",
  referenceUsed: "operations.fulfilment-id-used",
  claim,
  unclaim: (ctx, claims) =>
    returnWithdrawals(
      ctx,
      claims.flatMap(({ request }) => (request ? [{ withdrawal: request.id, operation: request.takenBy }] : [])),
    ),
  check,
  recheck,
  execute: settle,
  // A queued request keeps its hold: it goes back into the queue with the money still reserved.
  // Nor has one that ends before its customer has agreed anything to free.
  release: (operation) => (operation.withdrawalId || !operation.holdId ? null : release(operation)),
  ended: async (ctx, operations, status) => {
    const queued = operations.flatMap(({ id, withdrawalId }) =>
      withdrawalId ? [{ withdrawal: withdrawalId, operation: id }] : [],
    );
    await (status === "completed" ? fulfilWithdrawals(ctx, queued) : returnWithdrawals(ctx, queued));
  },
});

async function claim(ctx: SharedCtx, items: readonly Submission<CashOutInput>[]): Promise<Outcome<Claim, Refusal>[]> {
  const queued = items.flatMap((item) =>
    "withdrawal" in item.input.from ? [{ item, id: item.input.from.withdrawal }] : [],
  );
  const taken = await takeWithdrawals(
    ctx,
    queued.map(({ item, id }) => ({
      withdrawal: id,
      operation: item.operationId,
      distributor: item.organisation.id as Id<"distributor">,
    })),
  );
  return items.map((item) => {
    const { from } = item.input;
    if (!("withdrawal" in from)) return { ok: true, value: { amount: from.amount, request: null } };
    const outcome = taken[queued.findIndex((entry) => entry.item === item)];
    if (outcome === undefined || outcome === "not-found") return refused("wallets.withdrawal-not-found");
    if (outcome === "taken") return refused("wallets.withdrawal-taken");
    if (outcome === "cancelled") return refused("wallets.withdrawal-cancelled");
    return { ok: true, value: { amount: outcome.amount, request: outcome } };
  });
}

async function check(
  ctx: SharedCtx,
  items: readonly (Submission<CashOutInput> & { readonly claim: Claim })[],
): Promise<Outcome<Draft<Payload>, Refusal>[]> {
  const byPhone = await findCustomers(
    ctx,
    items.flatMap(({ input }) => ("phone" in input.from ? [input.from.phone] : [])),
  );
  const byId = await findCustomersById(
    ctx,
    items.flatMap(({ claim }) => claim.request?.customerId ?? []),
  );
  const asking = items.flatMap(({ input: { from }, organisation }) => {
    const customer = "phone" in from && asksConsent(organisation) ? byPhone.get(from.phone) : undefined;
    if (!customer?.active || !("phone" in from)) return [];
    return [
      { from, account: customer.accountId, amount: from.amount, customer: customer.id, organisation: organisation.id },
    ];
  });
  const covers = await walletsCover(ctx, asking);
  const covered = asking.filter((_, n) => covers[n]);
  const waits = await consentsRoom(
    ctx,
    covered.map(({ customer, organisation }) => ({ customer, organisation })),
  );
  const waitOf = new Map(covered.map(({ from }, n) => [from, waits[n] ?? null]));
  return items.map(({ input, organisation, claim: { amount, request } }) => {
    const { from, fulfilmentType, reference, memo } = input;
    const customer = request ? byId.get(request.customerId) : "phone" in from && byPhone.get(from.phone);
    const asked = !request && asksConsent(organisation);
    if (!customer) return refused("wallets.unknown-phone");
    if (!customer.active) return refused("wallets.holder-inactive");
    if (asked && "phone" in from) {
      const wait = waitOf.get(from);
      // Nobody is asked about money that they do not have.
      if (wait === undefined) return refused("ledger.insufficient-wallet");
      if (wait !== null) return refused("operations.consents-asked-too-often", { retryAfterSeconds: wait });
    }
    return {
      ok: true,
      value: {
        amount,
        counterparty: {
          kind: "customer",
          id: customer.id,
          name: customer.name,
          phone: customer.phone,
          shortCode: null,
        },
        payload: { fulfilmentType },
        reference,
        memo: memo ?? request?.memo ?? null,
        holding: request ? { hold: request.holdId } : asked ? null : { account: customer.accountId },
        withdrawalId: request?.id ?? null,
        ...(asked ? { asksConsent: true } : {}),
      },
    };
  });
}

async function recheck(
  ctx: SharedCtx,
  operations: readonly StoredOperation<Payload>[],
  organisations: ReadonlyMap<OrganisationId, Organisation>,
): Promise<Recheck[]> {
  const customers = await findCustomersById(
    ctx,
    operations.map((operation) => operation.counterpartyId as Id<"customer">),
  );
  return operations.map((operation) =>
    customers.get(operation.counterpartyId as Id<"customer">)?.active
      ? { ok: true, to: floatOf(organisations.get(operation.organisationId)) }
      : { ok: false, code: "wallets.holder-inactive" },
  );
}

function refused(code: ErrorCode, details?: ErrorDetails) {
  return { ok: false as const, error: new DomainError(code, details ? { details } : {}) };
}
