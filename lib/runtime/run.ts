import type { Database, Tx } from "@/db/client";
import { type DomainError, type ErrorKind, isDomainError } from "@/lib/kernel/errors";
import type { Asker, Ctx, Scope } from "./context";
import { appDatabase } from "./databases";
import type { Principal } from "./principal";
import { inUnit } from "./unit";

/**
 * Somebody at the door: whose rows their unit of work may see, and how to learn in that very unit who they are. A session revoked or a
 * role changed a moment ago is seen by the next unit, in every process.
 */
export type Caller = {
  readonly scope: Scope;
  authenticate(tx: Tx, request: { address: string | null }): Promise<Principal>;
};

/** Names an act in the audit when it is refused. */
export type Tries = { readonly action: string; readonly subjectKind?: string; readonly subjectId?: string };

/** The request that a unit of work serves. Reads leave out what it tries. */
export type Request = {
  readonly requestId: string;
  readonly address?: string | null;
  readonly tries?: Tries;
  readonly database?: Database;
};

const AUDITED_REFUSALS: ReadonlySet<ErrorKind> = new Set(["forbidden", "conflict", "unprocessable"]);

/** Whether the audit keeps that somebody was refused so. */
export function isAudited(refusal: unknown): refusal is DomainError {
  return isDomainError(refusal) && AUDITED_REFUSALS.has(refusal.kind);
}

/**
 * One unit of work: begin; scope and time limits; who is calling; the verb; audit and outbox rows last; commit. The whole unit is repeated
 * on a serialisation failure or deadlock, three times at most. A refusal rolls back and is audited in a unit of its own.
 * @throws DomainError the verb's refusal; `runtime.database-unavailable`, `runtime.busy` when the database does not answer in time.
 * After such an error the outcome of the commit is unknown; a retry with the same idempotency key settles it.
 */
export async function run<T>(caller: Caller, request: Request, verb: (ctx: Ctx) => Promise<T>): Promise<T> {
  const database = request.database ?? appDatabase();
  let asker: Asker | undefined;
  try {
    const asking = (tx: Tx) => {
      asker = undefined;
      return ask(caller, request, tx);
    };
    return await inUnit(database, caller.scope, asking, (unit, asked) => {
      asker = asked;
      return unit.end(verb(unit.as(asked)));
    });
  } catch (refusal) {
    if (asker && request.tries && isAudited(refusal)) {
      await auditRefusal(database, caller.scope, asker, request.tries, refusal);
    }
    throw refusal;
  }
}

/** Who stands behind a request, learnt in the unit that serves it. @throws DomainError what the caller's `authenticate` throws */
export async function ask(caller: Caller, { requestId, address = null }: Request, tx: Tx): Promise<Asker> {
  return { principal: await caller.authenticate(tx, { address }), requestId, address };
}

/** Keeps in the audit, in a unit of its own, that somebody was refused. */
export async function auditRefusal(
  database: Database,
  scope: Scope,
  asker: Asker,
  tries: Tries,
  refusal: DomainError,
): Promise<void> {
  const nothing = async () => undefined;
  await inUnit(database, scope, nothing, (unit) => {
    const audited = async () => unit.as(asker).audit(refused(tries, refusal));
    return unit.end(audited());
  });
}

/** How a refused try stands in the audit. */
export function refused(tries: Tries, refusal: DomainError) {
  return { ...tries, action: `${tries.action}.refused`, detail: { code: refusal.code, ...refusal.details } };
}
