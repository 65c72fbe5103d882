import type { SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { OrganisationId } from "@/db/columns";
import type { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Principal } from "./principal";

/** Which rows a unit of work may see: one issuer's, and of these one organisation's, or all (`*`: issuer staff, the worker). */
export type Scope = { readonly issuerId: Id<"issuer">; readonly organisation: OrganisationId | "*" };

/** Who asks for something, by which request, from where. */
export type Asker = { readonly principal: Principal; readonly requestId: string; readonly address: string | null };

/** What the audit keeps of an act. `by` and `organisation` default to the unit's own caller. `detail` holds no secret. */
export type AuditEntry = {
  readonly action: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly organisation?: OrganisationId;
  readonly by?: Asker;
};

/** What must leave the system after the commit; the worker sends it at least once. */
export type OutboxEvent = {
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly organisation?: OrganisationId;
};

/**
 * A unit of work that several callers may share: all that the set-wise parts of a verb need. `now` is the transaction's clock; `audit` and
 * `emit` collect rows that are appended last, in the same transaction, and name whose they are.
 */
export type SharedCtx = {
  readonly tx: Tx;
  readonly scope: Scope;
  readonly now: Date;
  readonly unitId: Id<"unit">;
  /** Sends a write whose answer nobody needs: the unit waits for it before it commits, and fails if it fails. */
  last(write: SQL): void;
  audit(entry: AuditEntry & { readonly by: Asker }): void;
  emit(event: OutboxEvent & { readonly organisation: OrganisationId }): void;
};

/** All that a verb needs, and its only handle on the world (DESIGN §4): a unit of work of one caller. */
export type Ctx = Omit<SharedCtx, "audit" | "emit"> &
  Asker & {
    audit(entry: AuditEntry): void;
    emit(event: OutboxEvent): void;
  };

/** The one outcome of one input among many: a refusal among many is an outcome, never a throw. */
export type Outcome<T, E = DomainError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** One input among those of several callers, and who gave it. */
export type Asked<I> = { readonly by: Asker; readonly input: I };
