import { sql } from "drizzle-orm";
import type { Answers } from "@/db/beginning";
import type { Database, Tx } from "@/db/client";
import { Closing } from "@/db/closing";
import { outboxEvents } from "@/db/schema/runtime";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Asker, AuditEntry, Ctx, OutboxEvent, Scope, SharedCtx } from "./context";
import { inTransaction } from "./in-transaction";
import { actorOf } from "./principal";

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A unit of work that is open: what its verb gets, and its end. */
export type OpenUnit = {
  readonly shared: SharedCtx;
  /** The same unit as one caller's own. */
  as(asker: Asker): Ctx;
  /**
   * Waits for the unit's work, or until its last statement is on its way, then sends the unit's own last statements: outbox rows, then audit rows on
   * their chains, whose locks are held until the commit. COMMIT follows in the same flight.
   */
  end<T>(work: Promise<T | Closing<T>>): Promise<T | Closing<T>>;
};

type Collected = {
  readonly audit: (AuditEntry & { readonly by: Asker })[];
  readonly events: Required<OutboxEvent>[];
  readonly last: Promise<() => void>[];
};

/**
 * A unit of work: begins it, asks something in it (who is calling), does its work, which ends with `end()` of the unit that it gets.
 * @throws DomainError as {@link inTransaction}
 */
export function inUnit<A, T>(
  database: Database,
  scope: Scope,
  ask: (tx: Tx) => Promise<A>,
  work: (unit: OpenUnit, asked: A) => Promise<T | Closing<T>>,
): Promise<T> {
  let unitId: Id<"unit">;
  const first = () => {
    unitId = newId("unit");
    return scopeOf(scope, unitId);
  };
  return inTransaction(database, first, async (tx, answers) =>
    work(openUnit(tx, scope, unitId, clockIn(answers)), await ask(tx)),
  );
}

function openUnit(tx: Tx, scope: Scope, unitId: Id<"unit">, now: Date): OpenUnit {
  const collected: Collected = { audit: [], events: [], last: [] };
  const shared: SharedCtx = {
    tx,
    scope,
    now,
    unitId,
    last: (write) => void collected.last.push(settled(tx.execute(write))),
    audit: (entry) => void collected.audit.push(entry),
    emit: (event) => void collected.events.push(event),
  };
  return {
    shared,
    as: (asker) => ({
      ...shared,
      ...asker,
      audit: (entry) => shared.audit({ by: asker, ...entry }),
      emit: (event) => shared.emit({ organisation: asker.principal.organisationId, ...event }),
    }),
    end: (work) => end(work, shared, collected),
  };
}

/**
 * First statements of a unit of work: its time limits, its tenant scope and its own id, all SET LOCAL, and the transaction's clock. Set by the
 * statement and not by set_config(): a distributed engine propagates only that (DESIGN §9).
 */
function scopeOf(scope: Scope, unitId: Id<"unit">): string {
  const organisation = scope.organisation === "*" ? "*" : uuid(scope.organisation);
  return (
    `SET LOCAL statement_timeout = '8s'; SET LOCAL lock_timeout = '5s'; ` +
    `SET LOCAL app.issuer = '${uuid(scope.issuerId)}'; SET LOCAL app.organisation = '${organisation}'; ` +
    `SET LOCAL app.unit = '${uuid(unitId)}'; SELECT extract(epoch FROM now())::text AS now`
  );
}

function clockIn(answers: Answers): Date {
  const now = answers.at(-1)?.[0]?.now;
  if (typeof now !== "string") throw new Error("the unit's clock did not answer");
  return new Date(Math.floor(Number(now) * 1000));
}

// What is put into the statement's text must be nothing but a uuid.
function uuid(text: string): string {
  if (!UUID.test(text)) throw new TypeError("a scope must be a uuid");
  return text;
}

async function end<T>(work: Promise<T | Closing<T>>, shared: SharedCtx, collected: Collected): Promise<T | Closing<T>> {
  try {
    const value = await work;
    const written = append(shared, collected);
    if (value instanceof Closing) return written ? new Closing(both(value.last, written)) : value;
    return written ? new Closing(written.then(() => value)) : value;
  } catch (error) {
    // A write that failed takes all that comes after it with it: it is the reason, and says whether the unit may be repeated.
    for (const tell of await Promise.all(collected.last)) tell();
    throw error;
  }
}

/** Sends what a unit writes last; null where that is nothing. */
function append({ tx, scope, unitId }: SharedCtx, { audit, events, last }: Collected): Promise<void> | null {
  const statements: PromiseLike<unknown>[] = [];
  if (events.length > 0) {
    const rows = events.map(({ organisation, topic, payload }) => ({
      id: newId("event"),
      organisation,
      topic,
      payload,
    }));
    statements.push(
      tx.execute(sql`
        insert into ${outboxEvents} (issuer_id, id, organisation_id, topic, payload, unit_id)
        select ${scope.issuerId}::uuid, id, organisation, topic, payload, ${unitId}::uuid
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, organisation uuid, topic text, payload jsonb)`),
    );
  }
  if (audit.length > 0) {
    const entries = audit.map(({ by, ...entry }) => ({
      organisation: entry.organisation ?? by.principal.organisationId,
      actor: actorOf(by.principal),
      action: entry.action,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      requestId: by.requestId,
      address: by.address ?? undefined,
      detail: entry.detail ?? {},
    }));
    statements.push(
      tx.execute(sql`select audit_append(${scope.issuerId}::uuid, ${unitId}::uuid, ${JSON.stringify(entries)}::jsonb)`),
    );
  }
  const writes = [...last, ...statements.map(settled)];
  return writes.length > 0 ? allWritten(writes) : null;
}

// The first that failed is why the other did: on one connection that is the one that was sent first.
async function both<T>(last: Promise<T>, written: Promise<void>): Promise<T> {
  const [value, wrote] = await Promise.allSettled([last, written]);
  if (value.status === "rejected") throw value.reason;
  if (wrote.status === "rejected") throw wrote.reason;
  return value.value;
}

// One after the other on one connection; nothing is waited for in between. The first that failed is why the rest did.
async function allWritten(writes: readonly Promise<() => void>[]): Promise<void> {
  for (const tell of await Promise.all(writes)) tell();
}

// How a write ended, told when it is asked for: it may have failed before anybody waits for it.
function settled(write: PromiseLike<unknown>): Promise<() => void> {
  return Promise.resolve(write).then(
    () => () => undefined,
    (error: unknown) => () => {
      throw error;
    },
  );
}
