import type { BlockedView } from "@/components/operations/operation-view";
import { ERRORS, isErrorCode } from "@/lib/kernel/errors";
import { showId } from "@/lib/kernel/ids";
import { compareMoney, formatAmount, formatGrouped, subtractMoney } from "@/lib/kernel/money";
import { type E164, formatPhone, maskPhone } from "@/lib/kernel/phone";
import { toRfc3339 } from "@/lib/kernel/time";
import { type Blocked, type CounterpartyKind, isRevisable, type OperationView } from "@/lib/operations";
import { type FulfilmentType, type OperationType, REVERSIBLE_TYPES } from "@/lib/operations/schemas";
import type { ConsentState, ConsentVia } from "@/lib/operations/states";
import { type Ctx, isAllowed, type Role } from "@/lib/runtime";

/**
 * Why this person cannot decide: its customer has not agreed yet, they made it, they have approved it, their roles do not decide, it waits for the issuer, it waits for others than them, its
 * distributor is suspended, it has ended, or its time is over.
 */
export type WhyNot =
  | "consent"
  | "own"
  | "approved"
  | "not-checker"
  | "waits-for-issuer"
  | "others"
  | "about-me"
  | "controlled"
  | "suspended"
  | "ended"
  | "expired";

/**
 * An operation as plain data for components, also those in the browser. Ids carry their prefix; `money.amount` is a plain decimal ("250000.00"),
 * `money.grouped` the same for people; phones are grouped, and masked for those who only look; instants are RFC 3339, UTC.
 */
export type SerialisedOperation = {
  readonly id: string;
  readonly type: OperationType;
  readonly status: OperationView["status"];
  /** null where no money moves. */
  readonly money: { readonly amount: string; readonly grouped: string; readonly currency: string } | null;
  readonly counterparty: {
    readonly kind: CounterpartyKind;
    readonly name: string;
    readonly phone: string | null;
    readonly shortCode: string | null;
    /** What tells them from others of the same name: the phone as shown, or the short code. */
    readonly label: string;
  };
  /** `viaKey` is the label of the API key that sent it, null for a person in the portal. */
  readonly maker: { readonly name: string; readonly isMe: boolean; readonly viaKey: string | null };
  readonly source: OperationView["source"];
  readonly memo: string | null;
  readonly reference: string | null;
  readonly fulfilmentType: FulfilmentType | null;
  readonly approvals: OperationView["approvals"];
  readonly asks: OperationView["asks"];
  /** What its type stores: what changes, and how. */
  readonly payload: OperationView["payload"];
  readonly expiresAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly decidedAt: string | null;
  /** `sequenceNumber` is a whole number in text; `blockchainId` is the public proof, `tx_` and 64 hex digits. */
  readonly transfer: {
    readonly walletOperationId: string;
    readonly sequenceNumber: string;
    readonly blockchainId: string;
  } | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly revision: number;
  readonly digest: string;
  /** Between which of a distributor's own accounts it moves, or which one is opened; null is the float itself. */
  readonly ownAccounts:
    | { readonly from: string | null; readonly to: string | null }
    | { readonly opened: string }
    | null;
  /** Whom the issuer is to pay for float that it takes back. */
  readonly payTo: string | null;
  /** Of a reversal: which type's money goes back, and of which operation. */
  readonly reverses: (typeof REVERSIBLE_TYPES)[number] | null;
  readonly reversalOf: string | null;
  /** How much of what it moved went back, and what is left to reverse (a plain decimal, null for nothing); null for what cannot be reversed. */
  readonly reversed: { readonly extent: "none" | "part" | "whole"; readonly left: string | null } | null;
  /** Fulfils a request of the cash-out queue. */
  readonly queued: boolean;
  /** What its customer says to it, and when they said it; null where nobody asks them. */
  readonly consent: {
    readonly state: ConsentState;
    readonly at: string | null;
    readonly via: ConsentVia | null;
  } | null;
  /** They may type the code that its customer reads out. */
  readonly canTypeCode: boolean;
  /** It waits, and nobody could complete it: why, where that was asked (`asBlocked`). */
  readonly blocked: BlockedView | null;
  readonly canDecide: boolean;
  readonly canRecall: boolean;
  /** It is theirs, and may still be changed. */
  readonly canRevise: boolean;
  /** Their own approval counts, and may still be taken back. */
  readonly canUndo: boolean;
  readonly whyNot: WhyNot | null;
  /** Until when this person and the maker are no second person for each other, where that is why. */
  readonly controlledUntil: string | null;
};

/**
 * An operation as this principal may see it. What may be done with it is a hint for the screen; the verbs decide (DESIGN §7).
 */
export function serialiseOperation(ctx: Pick<Ctx, "principal" | "now">, view: OperationView): SerialisedOperation {
  const { principal, now } = ctx;
  const isMe = principal.kind === "user" && principal.personId === view.maker.id;
  const pending = view.status === "pending";
  const whyNot = whyNotDecide(ctx, view, isMe);
  return {
    id: showId("operation", view.id),
    type: view.type,
    status: view.status,
    money: serialiseMoney(view.amount),
    counterparty: serialiseCounterparty(ctx, view.counterparty),
    maker: { name: view.maker.name, isMe, viaKey: view.maker.keyLabel },
    source: view.source,
    memo: view.memo,
    reference: view.reference,
    fulfilmentType: view.fulfilmentType,
    approvals: view.approvals,
    asks: view.asks,
    payload: shownPayload(ctx, view),
    expiresAt: toRfc3339(view.expiresAt),
    createdAt: toRfc3339(view.createdAt),
    updatedAt: toRfc3339(view.updatedAt),
    decidedAt: view.decidedAt && toRfc3339(view.decidedAt),
    transfer: view.transfer && {
      walletOperationId: showId("walletOperation", view.transfer.id),
      sequenceNumber: view.transfer.sequenceNumber.toString(),
      blockchainId: `tx_${view.transfer.hash}`,
    },
    failure: view.failure === null ? null : failureOf(view.failure),
    revision: view.revision,
    digest: view.digest,
    ownAccounts: ownAccountsOf(view),
    payTo: typeof view.payload.payTo === "string" ? view.payload.payTo : null,
    reverses: REVERSIBLE_TYPES.find((type) => type === view.payload.reverses) ?? null,
    reversalOf: view.reversalOf && showId("operation", view.reversalOf),
    reversed: reversedOf(view),
    queued: view.withdrawalId !== null,
    consent: view.consent && { ...view.consent, at: view.consent.at && toRfc3339(view.consent.at) },
    canTypeCode: whyNot === "consent" && isAllowed(principal, "consents.answer"),
    blocked: null,
    canDecide: whyNot === null,
    canRecall: pending && isMe && now < view.expiresAt && isAllowed(principal, "operations.recall"),
    canRevise:
      pending && isMe && now < view.expiresAt && isRevisable(view) && isAllowed(principal, "operations.revise"),
    canUndo: false,
    whyNot,
    controlledUntil: null,
  };
}

/** An operation of a suspended distributor: while it is `onHold` nobody decides on it, unless its time is over. */
export function holdBack(operation: SerialisedOperation, onHold: boolean): SerialisedOperation {
  if (!onHold || operation.whyNot === "expired") return operation;
  return { ...operation, canDecide: false, whyNot: "suspended" };
}

/** An operation with why nobody could complete it, if so. */
export function asBlocked(operation: SerialisedOperation, blocked: Blocked | undefined): SerialisedOperation {
  if (!blocked) return operation;
  return { ...operation, blocked: { ...blocked, until: blocked.until && toRfc3339(blocked.until) } };
}

/** An operation that this person has approved: it waits for others, and until its time is over they may take their approval back. */
export function asApproved(operation: SerialisedOperation): SerialisedOperation {
  if (operation.whyNot === "ended" || operation.whyNot === "expired") return operation;
  const whyNot = operation.whyNot === "waits-for-issuer" ? operation.whyNot : "approved";
  return { ...operation, canDecide: false, whyNot, canUndo: true };
}

function whyNotDecide({ principal, now }: Pick<Ctx, "principal" | "now">, view: OperationView, isMe: boolean) {
  if (view.status !== "pending") return "ended";
  if (view.expiresAt <= now) return "expired";
  if (view.consent?.state === "awaited") return "consent";
  if (isMe) return "own";
  if (!hasRole(principal, view)) return "not-checker";
  const { needed, given, issuers } = view.approvals;
  const isIssuers = principal.kind === "user" && principal.organisationKind === "issuer";
  return given >= needed - issuers && issuers > 0 && !isIssuers ? "waits-for-issuer" : null;
}

/** Whether this person's roles decide on it, or those of somebody in whose place they do: those that it asks for of its own people, of others a checker's. */
function hasRole(principal: Ctx["principal"], { organisationId, asks, maker, counterparty }: OperationView): boolean {
  if (principal.kind !== "user") return false;
  const roles: readonly Role[] = principal.organisationId === organisationId ? asks.roles : ["checker"];
  const others = (principal.standsFor ?? []).filter(
    ({ personId }) => personId !== maker.id && personId !== counterparty.id,
  );
  return [principal, ...others].some((one) => roles.some((role) => one.roles.includes(role)));
}

/** An amount as plain data; null where no money moves. */
export function serialiseMoney(amount: OperationView["amount"]): SerialisedOperation["money"] {
  return amount && { amount: formatAmount(amount), grouped: formatGrouped(amount), currency: amount.currency };
}

/** Whom an operation is about, as this principal may see it. */
export function serialiseCounterparty(
  { principal }: Pick<Ctx, "principal">,
  { kind, name, phone, shortCode }: OperationView["counterparty"],
): SerialisedOperation["counterparty"] {
  const shown = phone && (isAllowed(principal, "phones.read") ? formatPhone(phone) : maskPhone(phone));
  return { kind, name, phone: shown, shortCode, label: shown ?? shortCode ?? "" };
}

function ownAccountsOf({ type, payload }: OperationView): SerialisedOperation["ownAccounts"] {
  if (type === "float-account-open") return { opened: String(payload.name) };
  if (type !== "own-transfer") return null;
  return { from: payload.fromName as string | null, to: payload.toName as string | null };
}

function reversedOf({ amount, reversed }: OperationView): SerialisedOperation["reversed"] {
  if (!amount || !reversed) return null;
  const { done, waiting } = reversed;
  const extent = done.minor === 0n ? "none" : compareMoney(done, amount) === 0 ? "whole" : "part";
  const left = subtractMoney(subtractMoney(amount, done), waiting);
  return { extent, left: left.minor === 0n ? null : formatAmount(left) };
}

/** The phones in a payload are shown as all phones are. */
function shownPayload({ principal }: Pick<Ctx, "principal">, { payload }: OperationView): OperationView["payload"] {
  const show = isAllowed(principal, "phones.read") ? formatPhone : maskPhone;
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, isPhone(value) ? show(value) : value]),
  );
}

function isPhone(value: unknown): value is E164 {
  return typeof value === "string" && /^\+[0-9]{8,15}$/.test(value);
}

function failureOf(code: string): { code: string; message: string } {
  return { code, message: isErrorCode(code) ? ERRORS[code].message : ERRORS["runtime.internal"].message };
}
