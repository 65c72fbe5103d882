import type { Id } from "@/lib/kernel/ids";
import { localDate } from "@/lib/kernel/time";
import type { Organisation } from "@/lib/organisations";
import type { Asker, SharedCtx } from "@/lib/runtime";
import type { Draft } from "./define";
import { definitionOf } from "./registry";
import type { Entry } from "./submission";

/** What a row of a new operation is made of. */
export type NewOperation = {
  readonly operationId: Id<"operation">;
  readonly by: Asker;
  readonly definition: {
    readonly type: string;
    readonly version: number;
    readonly expiresInSeconds: number;
  };
  readonly organisation: Organisation;
  readonly draft: Draft;
  readonly hold: Id<"hold"> | null;
  readonly line: number | null;
  readonly digest: Buffer;
  /** The version of the policy whose limits were taken, 0 for none; null where no policy is asked. */
  readonly policySeen: number | null;
};

/**
 * The row as `operations_submit` takes it (db/functions/061_operations_submit.sql). Who may make one and how many must approve it are not in it: the
 * database knows (053_operation_rules.sql). The maker of a key's operation is the key's maker.
 */
export function toRow(ctx: SharedCtx, operation: NewOperation): Record<string, unknown> {
  const { definition, draft, organisation } = operation;
  const { principal } = operation.by;
  if (principal.kind !== "user" && principal.kind !== "api-key" && principal.kind !== "batch")
    throw new Error("people, their keys and their files alone make operations");
  return {
    ...contentOf(ctx, operation),
    id: operation.operationId,
    organisation_id: organisation.id,
    desk_id: principal.organisationId,
    type: definition.type,
    maker_id: principal.kind === "user" ? principal.personId : principal.makerId,
    maker_key_id: principal.kind === "api-key" ? principal.keyId : null,
    key_proof: principal.kind === "api-key" ? principal.proof : null,
    session_id: principal.kind === "user" ? principal.sessionId : null,
    session_proof: principal.kind === "user" ? principal.sessionProof : null,
    withdrawal_id: draft.withdrawalId,
    reversal_of: draft.reversalOf ?? null,
    policy_seen: operation.policySeen,
    batch_id: principal.kind === "batch" ? principal.batchId : null,
    batch_line: operation.line,
  };
}

/** What an operation says, and holds for it, as a row has it. */
function contentOf(
  ctx: SharedCtx,
  {
    definition,
    draft,
    organisation,
    digest,
    hold,
  }: Pick<NewOperation, "definition" | "draft" | "organisation" | "digest" | "hold">,
) {
  const { counterparty } = draft;
  return {
    type_version: definition.version,
    payload: draft.payload,
    digest: `\\x${digest.toString("hex")}`,
    amount_minor: draft.amount?.minor.toString() ?? null,
    currency: draft.amount?.currency ?? null,
    counterparty_kind: counterparty.kind,
    counterparty_id: counterparty.id,
    counterparty_name: counterparty.name,
    counterparty_phone: counterparty.phone,
    counterparty_short_code: counterparty.shortCode,
    reference: draft.reference,
    memo: draft.memo,
    hold_id: hold,
    expires_at: new Date(ctx.now.getTime() + definition.expiresInSeconds * 1000).toISOString(),
    local_day: localDate(ctx.now, organisation.timeZone),
  };
}

/** The next revision as `operations_revise` takes it (db/functions/064_operations_revise.sql). */
export function toRevisionRow(
  ctx: SharedCtx,
  { request, draft, organisation, digest, hold, policy }: Entry,
): Record<string, unknown> {
  if (!draft || !digest) throw new Error("a revision without a draft");
  const content = contentOf(ctx, {
    definition: definitionOf(request.input.type),
    draft,
    organisation,
    digest,
    hold: hold ?? null,
  });
  return { ...content, policy_seen: policy === undefined ? null : (policy?.version ?? 0) };
}
