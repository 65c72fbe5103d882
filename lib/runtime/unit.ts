import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { outboxEvents } from "@/db/schema/runtime";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Asker, AuditEntry, Ctx, OutboxEvent, Scope, SharedCtx } from "./context";
import { actorOf } from "./principal";

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A unit of work that is open: what its verb gets, and its end. */
export type OpenUnit = {
  readonly shared: SharedCtx;
  /** The same unit as one caller's own. */
  as(asker: Asker): Ctx;
  /**
   * Waits for the unit's work, then for its last statements: outbox rows, then audit rows on their chains, whose locks are held until the
   * commit.
   */
  end<T>(work: Promise<T>): Promise<T>;
};

type Collected = {
  readonly audit: (AuditEntry & { readonly by: Asker })[];
  readonly events: Required<OutboxEvent>[];
  readonly last: Promise<() => void>[];
};

/**
 * Opens a unit of work in a transaction that has just begun.
 * @param ask what is asked in the same round trip, once the scope is set: who is calling
 */
export async function openUnit<T>(
  tx: Tx,
  scope: Scope,
  ask: () => Promise<T>,
): Promise<OpenUnit & { readonly asked: T }> {
  const unitId: Id<"unit"> = newId("unit");
  // Sent in this order: a statement goes out when it is first waited for.
  const [now, asked] = await Promise.all([setScope(tx, scope, unitId), ask()]);
  const collected: Collected = { audit: [], events: [], last: [] };
  const shared: SharedCtx = {
    tx,
    scope,
    now,
    unitId,
    last: (write) => void collected.last.push(settled(write)),
    audit: (entry) => void collected.audit.push(entry),
    emit: (event) => void collected.events.push(event),
  };
  return {
    asked,
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
 * First statement of a unit of work: its time limits, its tenant scope and its own id, all SET LOCAL, and the transaction's clock, in one
 * round trip. Set by the statement and not by set_config(): a distributed engine propagates only that (DESIGN §9).
 */
async function setScope(tx: Tx, scope: Scope, unitId: Id<"unit">): Promise<Date> {
  const organisation = scope.organisation === "*" ? "*" : uuid(scope.organisation);
  const results = (await tx.execute(
    sql.raw(
      `SET LOCAL statement_timeout = '8s'; SET LOCAL lock_timeout = '5s'; ` +
        `SET LOCAL app.issuer = '${uuid(scope.issuerId)}'; SET LOCAL app.organisation = '${organisation}'; ` +
        `SET LOCAL app.unit = '${uuid(unitId)}'; SELECT extract(epoch FROM now())::text AS now`,
    ),
  )) as unknown as { now?: string }[][];
  const row = results.at(-1)?.[0];
  if (!row?.now) throw new Error("the unit's clock did not answer");
  return new Date(Math.floor(Number(row.now) * 1000));
}

// What is put into the statement's text must be nothing but a uuid.
function uuid(text: string): string {
  if (!UUID.test(text)) throw new TypeError("a scope must be a uuid");
  return text;
}

async function end<T>(work: Promise<T>, shared: SharedCtx, collected: Collected): Promise<T> {
  try {
    const value = await work;
    await append(shared, collected);
    return value;
  } catch (error) {
    // A write that failed takes all that comes after it with it: it is the reason, and says whether the unit may be repeated.
    for (const tell of await Promise.all(collected.last)) tell();
    throw error;
  }
}

async function append({ tx, scope, unitId }: SharedCtx, { audit, events, last }: Collected): Promise<void> {
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
  // One after the other on one connection; nothing is waited for in between. The first that failed is why the rest did.
  for (const tell of await Promise.all([...last, ...statements.map(settled)])) tell();
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
