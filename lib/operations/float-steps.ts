import type { OrganisationId } from "@/db/columns";
import type { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { Movement } from "@/lib/ledger";
import { type Organisation, readIssuer } from "@/lib/organisations";
import type { Outcome, SharedCtx } from "@/lib/runtime";
import type { Counterparty, Draft, Possible, Recheck, StoredOperation, Submission } from "./define";
import { floatOf } from "./money-steps";

type WithAmount = { readonly amount: Money; readonly memo: string | null };

/** For types that take nothing which only one operation may have. */
export const nothingClaimed = {
  claim: async (_ctx: SharedCtx, items: readonly Submission<{ readonly amount: Money }>[]) =>
    items.map(({ input }) => ({ ok: true, value: { amount: input.amount } }) as const),
};

/** The distributor whose operation it is, as what it is about. An issuer has no float: an operation about its own is a bug. */
export function asDistributor({
  organisation,
}: Submission<unknown>): Counterparty & { readonly id: Id<"distributor"> } {
  if (organisation.kind !== "distributor") throw new Error("float of what is no distributor");
  const { id, name, shortCode } = organisation;
  return { kind: "distributor", id, name, phone: null, shortCode };
}

/** What a checker reads of a movement of float: the distributor, the amount, the payment's reference. */
export function draftOfFloat(
  item: Submission<WithAmount>,
  how: Pick<Draft, "reference" | "holding">,
): Outcome<Draft<Record<string, never>>, DomainError> {
  const { input } = item;
  return {
    ok: true,
    value: {
      ...how,
      amount: input.amount,
      counterparty: asDistributor(item),
      payload: {},
      memo: input.memo,
      withdrawalId: null,
    },
  };
}

/** Float is sold from the issuer's settlement account, whatever else has changed. */
export async function fromSettlement(
  ctx: SharedCtx,
  operations: readonly StoredOperation[],
  organisations: ReadonlyMap<OrganisationId, Organisation>,
): Promise<Recheck[]> {
  const { settlementAccountId } = await readIssuer(ctx);
  return operations.map(({ organisationId }) => ({
    ok: true,
    from: settlementAccountId,
    to: floatOf(organisations.get(organisationId)),
  }));
}

/** Float that is taken back goes to the issuer's settlement account. */
export async function toSettlement(ctx: SharedCtx, operations: readonly StoredOperation[]): Promise<Recheck[]> {
  const { settlementAccountId } = await readIssuer(ctx);
  return operations.map(() => ({ ok: true, to: settlementAccountId }));
}

/** Moves the amount at once: nothing was held. */
export function sell(operation: StoredOperation, { from, to }: Possible): Movement {
  if (!from || !to || !operation.amount) throw new Error(`operation ${operation.id} has nothing to sell`);
  return {
    kind: "transfer",
    transfer: newId("walletOperation"),
    from,
    to,
    amount: operation.amount,
    organisation: operation.organisationId,
    operation: operation.id,
  };
}
