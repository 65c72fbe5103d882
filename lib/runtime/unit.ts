import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { outboxEvents } from "@/db/schema/runtime";
import { type Id, newId } from "@/lib/kernel/ids";
import type { AuditEntry, OutboxEvent, Scope } from "./context";
import { actorOf, type Principal } from "./principal";

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * First statement of a unit of work: its time limits, its tenant scope and its own id, all SET LOCAL, and the transaction's clock, in one
 * round trip. Set by the statement and not by set_config(): a distributed engine propagates only that (DESIGN §9).
 */
export async function openUnit(tx: Tx, scope: Scope, unitId: Id<"unit">): Promise<Date> {
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

/** What a unit has collected to be appended last. */
export type Collected = {
  readonly audit: (AuditEntry & { readonly principal: Principal })[];
  readonly events: OutboxEvent[];
};

/** Last statements of a unit of work: audit rows on their chains, then outbox rows. */
export async function closeUnit(
  tx: Tx,
  unit: { scope: Scope; unitId: Id<"unit">; requestId: string; address: string | null; principal: Principal },
  collected: Collected,
): Promise<void> {
  if (collected.events.length > 0) {
    await tx.insert(outboxEvents).values(
      collected.events.map((event) => ({
        issuerId: unit.scope.issuerId,
        id: newId("event"),
        organisationId: event.organisation ?? unit.principal.organisationId,
        topic: event.topic,
        payload: event.payload,
        unitId: unit.unitId,
      })),
    );
  }
  if (collected.audit.length > 0) {
    const entries = collected.audit.map((entry) => ({
      organisation: entry.organisation ?? entry.principal.organisationId,
      actor: actorOf(entry.principal),
      action: entry.action,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      requestId: unit.requestId,
      address: unit.address ?? undefined,
      detail: entry.detail ?? {},
    }));
    await tx.execute(
      sql`select audit_append(${unit.scope.issuerId}::uuid, ${unit.unitId}::uuid, ${JSON.stringify(entries)}::jsonb)`,
    );
  }
}
