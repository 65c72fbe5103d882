import type { z } from "zod";
import type { DomainError, ErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import type { Movement } from "@/lib/ledger";
import type { Distributor } from "@/lib/organisations";
import type { Outcome, Permission, Role, SharedCtx } from "@/lib/runtime";
import type { EndStatus } from "./states";

/** Who is on the other side, as the checker reads it. */
export type Counterparty = {
  readonly kind: "customer" | "merchant";
  readonly id: Id<"customer"> | Id<"merchant">;
  readonly name: string;
  readonly phone: E164 | null;
  readonly shortCode: string | null;
};

/** What a definition makes of an input at submit: all that a checker decides on. */
export type Draft<Payload = unknown> = {
  readonly amount: Money;
  readonly counterparty: Counterparty;
  readonly payload: Payload;
  readonly reference: string | null;
  readonly memo: string | null;
  /** Where the money to be held lies, or the hold that stands already. */
  readonly holding: { readonly account: Id<"account"> } | { readonly hold: Id<"hold"> };
  readonly withdrawalId: Id<"withdrawal"> | null;
};

/** A stored operation as definitions see it when it is decided. */
export type StoredOperation<Payload = unknown> = {
  readonly id: Id<"operation">;
  readonly distributorId: Id<"distributor">;
  readonly type: string;
  readonly makerId: Id<"person">;
  readonly makerKeyId: Id<"apiKey"> | null;
  readonly amount: Money;
  readonly payload: Payload;
  readonly counterpartyId: Id<"customer"> | Id<"merchant">;
  readonly counterpartyKind: "customer" | "merchant";
  readonly counterpartyPhone: E164 | null;
  readonly holdId: Id<"hold">;
  readonly withdrawalId: Id<"withdrawal"> | null;
  readonly localDay: string;
};

/** One submission inside a set: the input, who makes it, and the id the operation will have. */
export type Submission<Input> = {
  readonly operationId: Id<"operation">;
  readonly distributor: Distributor;
  readonly input: Input;
};

/** What a submission has claimed before anything else: at least the amount that limits count. */
export type Claimed = { readonly amount: Money };

/** What must be true again at approve, under lock: the account to settle to, or why it can no longer happen. */
export type Recheck =
  | { readonly ok: true; readonly to: Id<"account"> }
  | { readonly ok: false; readonly code: ErrorCode };

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
  readonly submitPermission: Permission;
  readonly decidePermission: Permission;
  /** Roles checked again inside the statement that claims. */
  readonly submitRoles: readonly Role[];
  readonly decideRoles: readonly Role[];
  readonly approvalsNeeded: number;
  readonly expiresInSeconds: number;
  /** Which way the distributor's float goes when it completes. */
  readonly floatDirection: "out" | "in";
  /** Takes what only one operation may have (a queued request), and tells the amount that limits count. */
  claim(ctx: SharedCtx, items: readonly Submission<Input>[]): Promise<Outcome<Claim, DomainError>[]>;
  /** At submit: resolves the other side, refuses what cannot be. */
  check(
    ctx: SharedCtx,
    items: readonly (Submission<Input> & { readonly claim: Claim })[],
  ): Promise<Outcome<Draft<Payload>, DomainError>[]>;
  /** Gives back what was claimed, when the submission is refused after all. */
  unclaim(ctx: SharedCtx, claims: readonly Claim[]): Promise<void>;
  /** Why a hold was refused, in the words of this type. */
  readonly insufficient: ErrorCode;
  /** At approve, under lock: whether it can still happen. */
  recheck(
    ctx: SharedCtx,
    operations: readonly StoredOperation<Payload>[],
    distributor: Distributor,
  ): Promise<Recheck[]>;
  /** The movement of an approved operation. */
  execute(operation: StoredOperation<Payload>, to: Id<"account">): Movement;
  /** The movement of one that ends otherwise; null when its hold outlives it. */
  release(operation: StoredOperation<Payload>): Movement | null;
  /** Changes beside the money, in the same unit. */
  ended(ctx: SharedCtx, operations: readonly StoredOperation<Payload>[], status: EndStatus): Promise<void>;
};

/** Gives a definition its types; the registry keeps it. */
export function defineOperation<Input, Payload, Claim extends Claimed>(
  definition: OperationDefinition<Input, Payload, Claim>,
): OperationDefinition<Input, Payload, Claim> {
  return definition;
}
