import { eq, gte, like, lt, type SQL } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { auditEntries } from "@/db/schema";
import type { Id, IdKind } from "@/lib/kernel/ids";
import { type AuditGroup, actionsOf } from "./schemas";

/** Who did it: a person, a key, or `system`, the clock and start-up work. */
export type AuditActor =
  | { readonly kind: "person"; readonly id: Id<"person"> }
  | { readonly kind: "key"; readonly id: Id<"apiKey"> }
  | { readonly kind: "system" };

/** What the audit may be narrowed to; members left out do not narrow. Instants: `from` inclusive, `to` exclusive. */
export type AuditFilters = {
  readonly actor?: AuditActor;
  readonly group?: AuditGroup;
  /** What it is about: the bare id of an operation, a person, a key, an organisation. */
  readonly subjectId?: Id<IdKind>;
  readonly refused?: true;
  readonly from?: Date;
  readonly to?: Date;
};

/** Whether nothing but a look at one entry after the other finds what meets these filters: no index leads there. */
export function areLoose({ actor, group, subjectId, refused }: AuditFilters): boolean {
  return !subjectId && Boolean(actor || group || refused);
}

/** All filters as conditions. */
export function conditionsOf({ actor, group, subjectId, refused, from, to }: AuditFilters): (SQL | undefined)[] {
  return [
    actor ? isBy(actor) : undefined,
    group ? oneOf(auditEntries.action, actionsOf(group), "text") : undefined,
    subjectId ? eq(auditEntries.subjectId, subjectId) : undefined,
    refused ? like(auditEntries.action, "%.refused") : undefined,
    from ? gte(auditEntries.at, from) : undefined,
    to ? lt(auditEntries.at, to) : undefined,
  ];
}

function isBy(actor: AuditActor): SQL {
  return actor.kind === "system"
    ? like(auditEntries.actor, "system:%")
    : eq(auditEntries.actor, `${actor.kind}:${actor.id}`);
}
