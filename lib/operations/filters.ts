import { eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { type OperationType, WIRE_TYPES } from "./schemas";
import type { Status } from "./states";

/** What a list may be narrowed to; members left out do not narrow. Instants: `createdFrom` inclusive, `createdTo` exclusive. */
export type OperationFilters = {
  /** One of the issuer's distributors: for the issuer's staff alone, who otherwise see the issuer's own. */
  readonly organisation?: Id<"distributor">;
  /** All that is, or was, at the principal's desk: the issuer's has operations of its distributors, too. */
  readonly desk?: true;
  readonly statuses?: readonly Status[];
  readonly types?: readonly OperationType[];
  /** Only what clients of the API know. Nearly all is: unlike `types` it makes no list a long search. */
  readonly wire?: true;
  readonly phone?: E164;
  readonly reference?: string;
  readonly id?: Id<"operation">;
  /** Only what is pending and nobody could complete. */
  readonly blocked?: true;
  readonly makerId?: Id<"person">;
  readonly source?: "web" | "api" | "bulk";
  readonly createdFrom?: Date;
  readonly createdTo?: Date;
  /** Meets at least one of these; see `readSearch`. A name is searched anywhere in the recipient's, without regard to case. */
  readonly anyOf?: {
    readonly name?: string;
    readonly shortCode?: string;
    readonly amountMinor?: bigint;
  };
};

/** Whether an index leads to the few operations that meet these filters. */
export function areExact({ phone, reference, id, desk }: OperationFilters): boolean {
  return Boolean(phone || reference || id || desk);
}

/** Whether nothing but a look at one row after the other finds what meets these filters: no index leads there. */
export function areLoose(filters: OperationFilters): boolean {
  const { types, makerId, source, anyOf, blocked } = filters;
  return Boolean(blocked) || (!areExact(filters) && Boolean(types?.length || makerId || source || anyOf));
}

/** All filters as conditions. */
export function conditionsOf(filters: OperationFilters): (SQL | undefined)[] {
  const { statuses, types, wire, phone, reference, id, makerId, source, anyOf } = filters;
  return [
    statuses ? statusIs(statuses) : undefined,
    types?.length ? oneOf(operations.type, types, "text") : undefined,
    wire ? oneOf(operations.type, WIRE_TYPES, "text") : undefined,
    phone ? eq(operations.counterpartyPhone, phone) : undefined,
    reference ? eq(operations.referenceKey, sql`reference_key(${reference}::text)`) : undefined,
    id ? eq(operations.id, id) : undefined,
    makerId ? eq(operations.makerId, makerId) : undefined,
    source ? eq(operations.source, source) : undefined,
    ...periodOf(filters),
    anyOf
      ? or(
          anyOf.name ? sql`strpos(lower(${operations.counterpartyName}), lower(${anyOf.name})) > 0` : undefined,
          anyOf.shortCode ? eq(operations.counterpartyShortCode, anyOf.shortCode) : undefined,
          anyOf.amountMinor === undefined ? undefined : eq(operations.amountMinor, anyOf.amountMinor),
        )
      : undefined,
  ];
}

/** The filters' period alone. */
export function periodOf({ createdFrom, createdTo }: OperationFilters): (SQL | undefined)[] {
  return [
    createdFrom ? gte(operations.createdAt, createdFrom) : undefined,
    createdTo ? lt(operations.createdAt, createdTo) : undefined,
  ];
}

/** Of a single one, the index by status is read in the order of lists. */
function statusIs(statuses: readonly Status[]): SQL | undefined {
  const [only] = statuses;
  if (!only) return undefined;
  return statuses.length === 1 ? eq(operations.status, only) : oneOf(operations.status, statuses, "text");
}
