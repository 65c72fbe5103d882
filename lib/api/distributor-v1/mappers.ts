import { inField } from "@/lib/api/read-input";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError, ERRORS, isErrorCode } from "@/lib/kernel/errors";
import { type Id, showId } from "@/lib/kernel/ids";
import { formatAmount, parseMoney } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import type { OperationFilters, OperationInput, OperationView } from "@/lib/operations";
import { WIRE_TYPES } from "@/lib/operations/schemas";
import type { WaitingWithdrawal } from "@/lib/wallets";
import { type Position, showCursor } from "./cursors";
import { type NewOperation, type OperationsQuery, WIRE_NAMES, type WireOperation } from "./schemas";

/**
 * A body of `POST …/operations` as the engine takes it.
 * @throws DomainError `money.*`, naming the member
 */
export function toInput(body: NewOperation, currency: Currency): OperationInput {
  const amount = inField("amount", () => parseMoney(body.amount, currency));
  const memo = body.memo ?? null;
  if (body.operationType === "cash-in") {
    const to = body.phoneTo === undefined ? { shortCode: body.merchantToShortCode ?? "" } : { phone: body.phoneTo };
    return { type: "cash-in", amount, to, memo };
  }
  return {
    type: "cash-out-fulfillment",
    from: { phone: body.phoneFrom, amount },
    fulfilmentType: body.cashOutFulfillmentType,
    reference: body.cashOutFulfillmentID,
    memo,
  };
}

/** The filters of `GET …/operations` as the list takes them. */
export function toFilters(query: OperationsQuery): OperationFilters {
  return {
    wire: true,
    ...(query.status ? { statuses: [query.status] } : {}),
    ...(query.operationType ? { types: WIRE_TYPES.filter((type) => WIRE_NAMES[type] === query.operationType) } : {}),
    ...(query.phone ? { phone: query.phone } : {}),
    ...(query.reference ? { reference: query.reference } : {}),
    ...(query.createdFrom ? { createdFrom: query.createdFrom } : {}),
    ...(query.createdTo ? { createdTo: query.createdTo } : {}),
  };
}

/**
 * An operation on the wire (contract: Operation object); absent members are left out, `lastError` is null when there is none.
 * @throws DomainError `operations.not-found` for what people alone do in the portal: the API knows nothing of it
 */
export function toOperation(view: OperationView): WireOperation {
  const { amount, transfer, failure, organisationId } = view;
  const type = WIRE_TYPES.find((known) => known === view.type);
  if (!type || !amount) throw new DomainError("operations.not-found");
  return {
    operationID: showId("operation", view.id),
    distributorID: showId("distributor", organisationId as Id<"distributor">),
    operationType: WIRE_NAMES[type],
    status: view.status,
    amount: formatAmount(amount),
    currency: amount.currency,
    ...toCounterparty(view),
    ...(view.reversalOf === null ? {} : { reversalOf: showId("operation", view.reversalOf) }),
    ...(view.memo === null ? {} : { memo: view.memo }),
    ...(view.fulfilmentType === null ? {} : { cashOutFulfillmentType: view.fulfilmentType }),
    // That of a top-up names a payment to the issuer.
    ...(view.reference === null || type !== "cash-out-fulfillment" ? {} : { cashOutFulfillmentID: view.reference }),
    ...(view.consent === null ? {} : { consent: view.consent.state }),
    ...(transfer === null
      ? {}
      : {
          walletOperationID: showId("walletOperation", transfer.id),
          sequenceNumber: Number(transfer.sequenceNumber),
          blockchainID: `tx_${transfer.hash}`,
        }),
    lastError: failure === null ? null : isErrorCode(failure) ? ERRORS[failure].message : failure,
    createdAt: toRfc3339(view.createdAt),
    updatedAt: toRfc3339(view.updatedAt),
  };
}

function toCounterparty(view: OperationView): Partial<WireOperation> {
  const { kind, id, name, phone, shortCode } = view.counterparty;
  const takes = view.type === "cash-in" || view.payload.reverses === "cash-out-fulfillment";
  if (kind === "merchant") {
    return {
      ...(takes ? { merchantTo: showId("merchant", id as Id<"merchant">) } : {}),
      merchantName: name,
      // The contract's one number: clients send the code as a text and read it back as a number.
      ...(shortCode === null ? {} : { merchantShortCode: Number(shortCode) }),
    };
  }
  if (phone === null) return {};
  return takes ? { phoneTo: phone } : { phoneFrom: phone };
}

/** A request in the cash-out queue on the wire. Its `createdAt` is the very text in its cursor, to the microsecond. */
export function toCashout(request: WaitingWithdrawal & { readonly position: Position }) {
  return {
    cursor: showCursor(request.position),
    operationID: showId("withdrawal", request.id),
    type: "cash-out" as const,
    from: request.from,
    amount: formatAmount(request.amount),
    ...(request.memo === null ? {} : { memo: request.memo }),
    createdAt: request.position.createdAt,
  };
}

/** A name by which somebody who knows the person knows them again, and nobody else learns it: "Ad••• Ob•••". */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const letters = [...word];
      return `${letters.slice(0, letters.length > 2 ? 2 : 1).join("")}•••`;
    })
    .join(" ");
}
