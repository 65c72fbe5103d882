import type { z } from "zod";
import type { OrganisationId } from "@/db/columns";
import { type DomainError, isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { rehearseChanges } from "@/lib/organisations";
import type { Asker, AuditEntry, Outcome, Permission, SharedCtx } from "@/lib/runtime";
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
  readonly payload: z.ZodType<Payload>;
  readonly submitPermission: Permission;
  readonly decidePermission: "operations.decide" | "people.decide";
  readonly desk: Desk;
  /** As {@link OperationDefinition.about}; left out, it is of those who ask. */
  about?(input: Input): Id<"distributor"> | null;
  /** At submit: what changes. @throws DomainError why it cannot */
  draft(ctx: SharedCtx, item: Submission<Input>): Promise<ChangeDraft<Payload>>;
  /** Makes the change, in the unit of the approval, before the operation is written as completed: the database reads it from there. */
  apply(ctx: SharedCtx, operation: StoredOperation<Payload>): Promise<void>;
  /** What the audit says has changed; of whom the operation is about, unless it names another subject. */
  tell(payload: Payload): Told;
};

type Told = Pick<AuditEntry, "action" | "detail" | "subjectKind" | "subjectId">;

const WEEK = 7 * 24 * 3600;

/** Makes an operation type of a change; it lives for a week, holds nothing and counts against no limit. */
export function defineChange<Input, Payload>(
  change: ChangeDefinition<Input, Payload>,
): OperationDefinition<Input, Payload> {
  return defineOperation<Input, Payload, { readonly amount: null }>({
    type: change.type,
    version: 1,
    payload: change.payload,
    submitPermission: change.submitPermission,
    decidePermission: change.decidePermission,
    desk: change.desk,
    expiresInSeconds: WEEK,
    revise: null,
    feature: null,
    floatDirection: null,
    about: (input) => change.about?.(input) ?? null,
    insufficient: null,
    referenceUsed: null,
    claim: async (_ctx, items) => items.map(() => ({ ok: true, value: { amount: null } })),
    check: (ctx, items) => draftEach(items, (item) => change.draft(ctx, item)),
    recheck,
    execute: () => null,
    release: () => null,
    ended: async (ctx, operations, status, by) => {
      if (status !== "completed") return;
      for (const [n, operation] of inOrder(operations)) {
        await change.apply(ctx, operation);
        noteChange(ctx, operation, change.tell(operation.payload), by[n]);
      }
    },
  });
}

async function draftEach<Input, Payload>(
  items: readonly Submission<Input>[],
  draft: (item: Submission<Input>) => Promise<ChangeDraft<Payload>>,
): Promise<Outcome<Draft<Payload>, DomainError>[]> {
  const nothing = { amount: null, reference: null, holding: null, withdrawalId: null };
  const outcomes: Outcome<Draft<Payload>, DomainError>[] = [];
  for (const item of items) {
    try {
      outcomes.push({ ok: true, value: { ...nothing, ...(await draft(item)) } });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      outcomes.push({ ok: false, error });
    }
  }
  return outcomes;
}

async function recheck(ctx: SharedCtx, operations: readonly StoredOperation[]): Promise<Recheck[]> {
  const ordered = inOrder(operations);
  const codes = await rehearseChanges(
    ctx,
    ordered.map(([, { id }]) => id),
  );
  const rechecks: Recheck[] = [];
  ordered.forEach(([n], place) => {
    const code = codes[place];
    if (code === undefined) throw new Error("a change was not rehearsed");
    rechecks[n] = code === null ? { ok: true, to: null } : { ok: false, code };
  });
  return rechecks;
}

// Rehearsed and applied in the same order: what one takes away the next one lacks.
function inOrder<Payload>(operations: readonly StoredOperation<Payload>[]) {
  return [...operations.entries()].sort(([, a], [, b]) => (a.id < b.id ? -1 : 1));
}

function noteChange(
  ctx: SharedCtx,
  operation: StoredOperation,
  { action, detail, subjectKind, subjectId }: Told,
  by: Asker | undefined,
): void {
  if (!by) throw new Error(`operation ${operation.id} was decided by nobody`);
  const { id, organisationId, counterpartyKind, counterpartyId } = operation;
  // In a distributor's own audit, too: its people read there what was suspended, and that it was reinstated.
  const concerned = counterpartyKind === "distributor" ? (counterpartyId as Id<"distributor">) : organisationId;
  const about =
    subjectKind && subjectId
      ? { subjectKind, subjectId }
      : { subjectKind: counterpartyKind, subjectId: counterpartyId };
  for (const organisation of new Set<OrganisationId>([organisationId, concerned])) {
    ctx.audit({ by, action, ...about, organisation, detail: { operation: id, ...detail } });
  }
}
