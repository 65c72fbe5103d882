import type { z } from "zod";
import type { OrganisationId } from "@/db/columns";
import type { DomainError, ErrorCode } from "@/lib/kernel/errors";
import type { Feature } from "@/lib/kernel/features";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import type { PolicyLimits } from "@/lib/kernel/policy-terms";
import type { Movement } from "@/lib/ledger";
import type { Organisation } from "@/lib/organisations";
import type { Asker, Outcome, Permission, SharedCtx } from "@/lib/runtime";
import type { Changes } from "./revision-changes";
import type { FulfilmentType } from "./schemas";
import type { EndStatus } from "./states";

/** What an operation can be about. */
export type CounterpartyKind = "customer" | "merchant" | "person" | "distributor" | "issuer";

/** Who or what it is about, as the checker reads it: the other side of the money, or the person or organisation that changes. */
export type Counterparty = {
  readonly kind: CounterpartyKind;
  readonly id: Id<CounterpartyKind>;
  readonly name: string;
  readonly phone: E164 | null;
  readonly shortCode: string | null;
};

/** What a definition makes of an input at submit: all that a checker decides on. */
export type Draft<Payload = unknown> = {
  /** null where no money moves. */
  readonly amount: Money | null;
  readonly counterparty: Counterparty;
  readonly payload: Payload;
  readonly reference: string | null;
  readonly memo: string | null;
  /** Where the money to be held lies, or the hold that stands already; null where nothing is held. */
  readonly holding: { readonly account: Id<"account"> } | { readonly hold: Id<"hold"> } | null;
  readonly withdrawalId: Id<"withdrawal"> | null;
  /** The operation whose money goes back; it stands in the payload, too, so that the digest says it. */
  readonly reversalOf?: Id<"operation">;
  /** What to say when its hold is refused, where that depends on more than the type. */
  readonly short?: DomainError;
  /** The customer is asked first: until they agree nothing is held. The database finds the same (`asks_consent`). */
  readonly asksConsent?: true;
};

/** A stored operation as definitions see it when it is decided. */
export type StoredOperation<Payload = unknown> = {
  readonly id: Id<"operation">;
  readonly organisationId: OrganisationId;
  readonly type: string;
  readonly makerId: Id<"person">;
  readonly makerKeyId: Id<"apiKey"> | null;
  readonly amount: Money | null;
  readonly payload: Payload;
  readonly counterpartyId: Id<CounterpartyKind>;
  readonly counterpartyKind: CounterpartyKind;
  readonly counterpartyPhone: E164 | null;
  readonly holdId: Id<"hold"> | null;
  readonly withdrawalId: Id<"withdrawal"> | null;
  readonly localDay: string;
  /** The limits of the policy that it was submitted under; null for none. */
  readonly policyLimits: PolicyLimits | null;
};

/** One submission inside a set: the input, who makes it, and the id the operation will have. */
export type Submission<Input> = {
  readonly operationId: Id<"operation">;
  readonly by: Asker;
  /** Whose operation it will be. */
  readonly organisation: Organisation;
  readonly input: Input;
};

/** What a submission has claimed before anything else: at least the amount that limits count, null where no money moves. */
export type Claimed = { readonly amount: Money | null };

/** It can still happen: the account that money goes to, and where it comes from if it is not held. */
export type Possible = { readonly ok: true; readonly to: Id<"account"> | null; readonly from?: Id<"account"> };

/** What must be true again at approve, under lock: the account that money goes to, or why it can no longer happen. */
export type Recheck = Possible | { readonly ok: false; readonly code: ErrorCode };

/** What a revision keeps of what was asked for. */
type Kept = { readonly reference: string | null; readonly fulfilmentType: FulfilmentType | null };

/**
 * One type of operation: everything the engine, the forms, the inbox and the audit need to know of it. Functions are set-wise: a single
 * operation is a set of one. They return movements as data; the engine applies them (DESIGN §5).
 */
export type OperationDefinition<Input, Payload, Claim extends Claimed = Claimed> = {
  readonly type: string;
  /** Of the payload's shape. */
  readonly version: number;
  /** The stored payload: parsed on the way in and again on the way out. */
  readonly payload: z.ZodType<Payload>;
  /** Who may ask, and who may decide; both are asked again inside the statements that insert and claim. */
  readonly submitPermission: Permission;
  readonly decidePermission: "operations.decide" | "people.decide";
  readonly desk: Desk;
  readonly expiresInSeconds: number;
  /** What its maker asks for instead while it waits: the input of the next revision; null for a type that is recalled and made anew. */
  readonly revise: ((before: Kept, changes: Changes) => Input | null) | null;
  /** What the issuer may switch off for a distributor; such operations count against the distributor's limits. */
  readonly feature: Exclude<Feature, "api-keys" | "consent"> | null;
  /** Which way the distributor's float goes when it completes; null where no money moves. Which way a reversal goes each says itself. */
  readonly floatDirection: "out" | "in" | "either" | null;
  /** What the issuer's staff ask for about a distributor is that distributor's operation; null: it is of those who ask. */
  about(input: Input): Id<"distributor"> | null;
  /** Takes what only one operation may have (a queued request), and tells the amount that limits count. */
  claim(ctx: SharedCtx, items: readonly Submission<Input>[]): Promise<Outcome<Claim, DomainError>[]>;
  /** At submit: resolves the other side, refuses what cannot be. */
  check(
    ctx: SharedCtx,
    items: readonly (Submission<Input> & { readonly claim: Claim })[],
  ): Promise<Outcome<Draft<Payload>, DomainError>[]>;
  /** Gives back what was claimed, when the submission is refused after all; left out for a type that claims nothing which others lack then. */
  unclaim?(ctx: SharedCtx, claims: readonly Claim[]): Promise<void>;
  /** Why a hold was refused, in the words of this type; null where nothing is held. */
  readonly insufficient: ErrorCode | null;
  /** What to say when its reference was used before. */
  readonly referenceUsed: ErrorCode | null;
  /** At approve, under lock: whether it can still happen. */
  recheck(
    ctx: SharedCtx,
    operations: readonly StoredOperation<Payload>[],
    organisations: ReadonlyMap<OrganisationId, Organisation>,
  ): Promise<Recheck[]>;
  /** The movement of an approved operation; null where no money moves. */
  execute(operation: StoredOperation<Payload>, possible: Possible): Movement | null;
  /** The movement of one that ends otherwise; null when its hold outlives it. */
  release(operation: StoredOperation<Payload>): Movement | null;
  /** Changes beside the money, in the same unit; `by` ended each of them. */
  ended(
    ctx: SharedCtx,
    operations: readonly StoredOperation<Payload>[],
    status: EndStatus,
    by: readonly Asker[],
  ): Promise<void>;
};

/**
 * Whose people decide: of the organisation whose operation it is; of the issuer; or one of its own and then one of the issuer. While a
 * distributor has no two deciders, or none who may decide this one, the issuer's stand in for its own.
 */
export type Desk = "own" | "issuer" | "own-then-issuer";

/** How many approvals a desk asks for in all, and how many of these are the issuer's, given last. */
export const APPROVALS: Readonly<Record<Desk, { readonly needed: number; readonly issuers: number }>> = {
  own: { needed: 1, issuers: 0 },
  issuer: { needed: 1, issuers: 1 },
  "own-then-issuer": { needed: 2, issuers: 1 },
};

/** Gives a definition its types; the registry keeps it. */
export function defineOperation<Input, Payload, Claim extends Claimed>(
  definition: OperationDefinition<Input, Payload, Claim>,
): OperationDefinition<Input, Payload, Claim> {
  return definition;
}
