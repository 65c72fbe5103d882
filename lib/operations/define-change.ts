import type { z } from "zod";
import type { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Outcome, Permission, SharedCtx } from "@/lib/runtime";
import {
  type Counterparty,
  type Desk,
  type Draft,
  defineOperation,
  type OperationDefinition,
  type Recheck,
  type StoredOperation,
  type Submission,
} from "./define";

/** What a checker decides on where no money moves: whom it is about, and what changes. */
export type ChangeDraft<Payload> = {
  readonly counterparty: Counterparty;
  readonly payload: Payload;
  /** The reason, where one is given. */
  readonly memo: string | null;
};

/** A type of operation that moves no money: a change of people, rights, limits or organisations. */
export type ChangeDefinition<Input, Payload> = {
  readonly type: string;
  readonly version: number;
  readonly payload: z.ZodType<Payload>;
  readonly submitPermission: Permission;
  readonly decidePermission: "operations.decide" | "people.decide";
  readonly desk: Desk;
  /** As {@link OperationDefinition.about}; left out, it is of those who ask. */
  about?(input: Input): Id<"distributor"> | null;
  /** At submit: what changes, or why it cannot. */
  check(ctx: SharedCtx, items: readonly Submission<Input>[]): Promise<Outcome<ChangeDraft<Payload>, DomainError>[]>;
  /** At approve, under lock: whether it can still happen; left out, it always can. */
  recheck?(ctx: SharedCtx, operations: readonly StoredOperation<Payload>[]): Promise<Recheck[]>;
  /** Makes the change, in the unit of the approval, before the operation is written as completed. */
  apply(ctx: SharedCtx, operations: readonly StoredOperation<Payload>[]): Promise<void>;
};

const WEEK = 7 * 24 * 3600;

/** Makes an operation type of a change; it lives for a week, holds nothing and counts against no limit. */
export function defineChange<Input, Payload>(
  change: ChangeDefinition<Input, Payload>,
): OperationDefinition<Input, Payload> {
  const possible: NonNullable<typeof change.recheck> = async (_ctx, operations) =>
    operations.map(() => ({ ok: true, to: null }));
  return defineOperation<Input, Payload, { readonly amount: null }>({
    type: change.type,
    version: change.version,
    payload: change.payload,
    submitPermission: change.submitPermission,
    decidePermission: change.decidePermission,
    desk: change.desk,
    expiresInSeconds: WEEK,
    feature: null,
    floatDirection: null,
    about: (input) => change.about?.(input) ?? null,
    insufficient: null,
    referenceUsed: null,
    claim: async (_ctx, items) => items.map(() => ({ ok: true, value: { amount: null } })),
    unclaim: async () => undefined,
    check: async (ctx, items) => (await change.check(ctx, items)).map(toDraft),
    recheck: change.recheck ?? possible,
    execute: () => null,
    release: () => null,
    ended: async (ctx, operations, status) => {
      if (status === "completed") await change.apply(ctx, operations);
    },
  });
}

function toDraft<Payload>(outcome: Outcome<ChangeDraft<Payload>, DomainError>): Outcome<Draft<Payload>, DomainError> {
  if (!outcome.ok) return outcome;
  const nothing = { amount: null, reference: null, holding: null, withdrawalId: null };
  return { ok: true, value: { ...nothing, ...outcome.value } };
}
