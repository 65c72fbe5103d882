import type { Tx } from "@/db/client";
import type { OrganisationId } from "@/db/columns";
import type { Id } from "@/lib/kernel/ids";
import type { Principal } from "./principal";

/** Which rows a unit of work may see: one issuer's, and of these one organisation's, or all (`*`: issuer staff, the worker). */
export type Scope = { readonly issuerId: Id<"issuer">; readonly organisation: OrganisationId | "*" };

/** What the audit keeps of an act. `organisation` and `principal` default to the unit's own. `detail` holds no secret. */
export type AuditEntry = {
  readonly action: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly organisation?: OrganisationId;
  readonly principal?: Principal;
};

/** What must leave the system after the commit; the worker sends it at least once. */
export type OutboxEvent = {
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly organisation?: OrganisationId;
};

/**
 * All that a verb needs, and its only handle on the world (DESIGN §4). `now` is the transaction's clock; `audit` and `emit` collect rows
 * that `run()` appends last, in the same transaction.
 */
export type Ctx = {
  readonly tx: Tx;
  readonly principal: Principal;
  readonly scope: Scope;
  readonly now: Date;
  readonly unitId: Id<"unit">;
  readonly requestId: string;
  readonly address: string | null;
  audit(entry: AuditEntry): void;
  emit(event: OutboxEvent): void;
};

/** The one outcome of one input among many: a refusal among many is an outcome, never a throw. */
export type Outcome<T, E = Error> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };
