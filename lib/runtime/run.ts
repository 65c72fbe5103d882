import type { Database, Tx } from "@/db/client";
import { type DomainError, type ErrorKind, isDomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Ctx, Scope } from "./context";
import { isConnectionLost, mayRetry, toDomainError } from "./database-errors";
import { appDatabase } from "./databases";
import type { Principal } from "./principal";
import { type Collected, closeUnit, openUnit } from "./unit";

/**
 * Somebody at the door: whose rows their unit of work may see, and how to learn in that very unit who they are. A session revoked or a
 * role changed a moment ago is seen by the next unit, in every process.
 */
export type Caller = {
  readonly scope: Scope;
  authenticate(tx: Tx, unit: { now: Date; address: string | null }): Promise<Principal>;
};

/** The request that a unit of work serves. `tries` names the act in the audit when it is refused; reads leave it out. */
export type Request = {
  readonly requestId: string;
  readonly address?: string | null;
  readonly tries?: { readonly action: string; readonly subjectKind?: string; readonly subjectId?: string };
  readonly database?: Database;
};

const ATTEMPTS = 3;
const AUDITED_REFUSALS: ReadonlySet<ErrorKind> = new Set(["forbidden", "conflict", "unprocessable"]);

/** Whether the audit keeps that somebody was refused so. `run()` does it for a refusal that is thrown; of many, a verb does it for each. */
export function isAudited(refusal: DomainError): boolean {
  return AUDITED_REFUSALS.has(refusal.kind);
}

/**
 * One unit of work: begin; scope and time limits; who is calling; the verb; audit and outbox rows last; commit. The whole unit is repeated
 * on a serialisation failure or deadlock, three times at most. A refusal rolls back and is audited in a unit of its own.
 * @throws DomainError the verb's refusal; `runtime.database-unavailable`, `runtime.busy` when the database does not answer in time.
 * After such an error the outcome of the commit is unknown; a retry with the same idempotency key settles it.
 */
export async function run<T>(caller: Caller, request: Request, verb: (ctx: Ctx) => Promise<T>): Promise<T> {
  const database = request.database ?? appDatabase();
  let principal: Principal | undefined;
  try {
    return await inTransaction(database, async (tx) => {
      principal = undefined;
      const unit = await openCtx(tx, caller, request);
      principal = unit.ctx.principal;
      const result = await verb(unit.ctx);
      await closeUnit(tx, unit.ctx, unit.collected);
      return result;
    });
  } catch (refusal) {
    if (principal && request.tries && isDomainError(refusal) && isAudited(refusal)) {
      await auditRefusal(database, caller, request, principal, refusal);
    }
    throw refusal;
  }
}

async function inTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let begun = false;
    try {
      return await database.transaction((tx) => {
        begun = true;
        return work(tx);
      });
    } catch (error) {
      // A connection that was lost before the unit began has done nothing, and the pool has another.
      const again = mayRetry(error) || (!begun && isConnectionLost(error));
      if (attempt === ATTEMPTS || !again) throw toDomainError(error);
      await jitter(attempt);
    }
  }
}

async function openCtx(tx: Tx, caller: Caller, request: Request): Promise<{ ctx: Ctx; collected: Collected }> {
  const unitId: Id<"unit"> = newId("unit");
  const address = request.address ?? null;
  const now = await openUnit(tx, caller.scope, unitId);
  const principal = await caller.authenticate(tx, { now, address });
  const collected: Collected = { audit: [], events: [] };
  const ctx: Ctx = {
    tx,
    principal,
    scope: caller.scope,
    now,
    unitId,
    requestId: request.requestId,
    address,
    audit: (entry) => void collected.audit.push({ ...entry, principal: entry.principal ?? principal }),
    emit: (event) => void collected.events.push(event),
  };
  return { ctx, collected };
}

async function auditRefusal(
  database: Database,
  caller: Caller,
  request: Request,
  principal: Principal,
  refusal: DomainError,
): Promise<void> {
  const { tries } = request;
  if (!tries) return;
  await inTransaction(database, async (tx) => {
    const unitId = newId("unit");
    await openUnit(tx, caller.scope, unitId);
    const unit = {
      scope: caller.scope,
      unitId,
      requestId: request.requestId,
      address: request.address ?? null,
      principal,
    };
    const entry = {
      ...tries,
      action: `${tries.action}.refused`,
      detail: { code: refusal.code, ...refusal.details },
      principal,
    };
    await closeUnit(tx, unit, { audit: [entry], events: [] });
  });
}

function jitter(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, attempt * 10 + Math.random() * 40));
}
