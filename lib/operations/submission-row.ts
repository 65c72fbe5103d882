import type { Id } from "@/lib/kernel/ids";
import { localDate } from "@/lib/kernel/time";
import type { Distributor } from "@/lib/organisations";
import type { Asker, SharedCtx } from "@/lib/runtime";
import type { Draft } from "./define";

/** What a row of a new operation is made of. */
export type NewOperation = {
  readonly operationId: Id<"operation">;
  readonly by: Asker;
  readonly definition: {
    readonly type: string;
    readonly version: number;
    readonly approvalsNeeded: number;
    readonly expiresInSeconds: number;
    readonly submitRoles: readonly string[];
  };
  readonly distributor: Distributor;
  readonly draft: Draft;
  readonly hold: Id<"hold">;
  readonly source: "web" | "api";
  readonly digest: Buffer;
};

/** The row as `operations_submit` takes it (db/functions/061_operations_submit.sql). The maker of a key's operation is the key's maker. */
export function toRow(ctx: SharedCtx, operation: NewOperation): Record<string, unknown> {
  const { definition, draft, distributor } = operation;
  const { principal } = operation.by;
  if (principal.kind === "system") throw new Error("the system makes no operations");
  const { counterparty } = draft;
  return {
    id: operation.operationId,
    distributor_id: distributor.id,
    type: definition.type,
    type_version: definition.version,
    source: operation.source,
    maker_id: principal.kind === "user" ? principal.personId : principal.makerId,
    maker_key_id: principal.kind === "api-key" ? principal.keyId : null,
    session_id: principal.kind === "user" ? principal.sessionId : null,
    roles: definition.submitRoles,
    payload: draft.payload,
    digest: `\\x${operation.digest.toString("hex")}`,
    amount_minor: draft.amount.minor.toString(),
    currency: draft.amount.currency,
    counterparty_kind: counterparty.kind,
    counterparty_id: counterparty.id,
    counterparty_name: counterparty.name,
    counterparty_phone: counterparty.phone,
    counterparty_short_code: counterparty.shortCode,
    reference: draft.reference,
    memo: draft.memo,
    hold_id: operation.hold,
    withdrawal_id: draft.withdrawalId,
    approvals_needed: definition.approvalsNeeded,
    expires_at: new Date(ctx.now.getTime() + definition.expiresInSeconds * 1000).toISOString(),
    local_day: localDate(ctx.now, distributor.timeZone),
  };
}
