import { aliasedTable, and, eq, type SQL, sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { oneOf } from "@/db/one-of";
import { apiKeys, operations, people } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import type { Ctx } from "@/lib/runtime";
import type { Counterparty, CounterpartyKind } from "./define";
import { type FulfilmentType, type OperationType, REVERSIBLE_TYPES } from "./schemas";
import type { ConsentState, ConsentVia, Status } from "./states";

/** An operation as people and clients read it; `amount` is null where no money moves. `position` is where it stands in a list, newest first (microseconds). */
export type OperationView = {
  readonly id: Id<"operation">;
  readonly organisationId: OrganisationId;
  readonly type: OperationType;
  readonly status: Status;
  readonly revision: number;
  /** 64 hex digits; a decision names it. */
  readonly digest: string;
  readonly source: "web" | "api" | "bulk";
  readonly maker: { readonly id: Id<"person">; readonly name: string; readonly keyLabel: string | null };
  readonly amount: Money | null;
  readonly counterparty: Counterparty;
  readonly fulfilmentType: FulfilmentType | null;
  readonly reference: string | null;
  readonly memo: string | null;
  readonly withdrawalId: Id<"withdrawal"> | null;
  /** The file that it was made from, and its line there. */
  readonly file: { readonly id: Id<"batch">; readonly line: number } | null;
  /** Of a reversal what it reverses. */
  readonly reversalOf: Id<"operation"> | null;
  /** What of it was reversed, and what is about to be; null for what cannot be. */
  readonly reversed: { readonly done: Money; readonly waiting: Money } | null;
  /** What the customer says to it; null where nobody asks them. */
  readonly consent: { readonly state: ConsentState; readonly at: Date | null; readonly via: ConsentVia | null } | null;
  /** What its type stores: what changes, and how. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** In all, and how many of these people of the issuer give, last. */
  readonly approvals: { readonly needed: number; readonly given: number; readonly issuers: number };
  /** Whose approvals count of its own people, whether each needs a fresh code of an authenticator, and the version of the policy that says so. */
  readonly asks: {
    readonly roles: readonly ("admin" | "checker")[];
    readonly stepUp: boolean;
    readonly policy: number | null;
  };
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly decidedAt: Date | null;
  readonly transfer: {
    readonly id: Id<"walletOperation">;
    readonly sequenceNumber: bigint;
    readonly hash: string;
  } | null;
  /** A code of the error catalogue: why an approved operation could not happen. */
  readonly failure: string | null;
  readonly position: { readonly createdAt: string; readonly id: Id<"operation"> };
};

const makers = aliasedTable(people, "makers");
const reversals = aliasedTable(operations, "reversals");
const reversedMinor = (statuses: SQL) =>
  sql<string>`coalesce(sum(${reversals.amountMinor}) filter (where ${reversals.status} in (${statuses})), 0)::text`;
// Asked of those that can be reversed alone, each along the index of reversals, of which there are few.
const reversed = sql<[string, string] | null>`case when ${operations.status} = 'completed'
  and ${oneOf(operations.type, REVERSIBLE_TYPES, "text")} then (
    select json_build_array(${reversedMinor(sql`'completed'`)}, ${reversedMinor(sql`'pending', 'executing'`)}) from ${operations} ${sql.raw('"reversals"')}
     where ${reversals.issuerId} = ${operations.issuerId} and ${reversals.reversalOf} = ${operations.id}) end`;
const position = sql<string>`to_char(${operations.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The query that every read of operations builds on: money operations of this scope, with the maker's and the key's names. */
export function selectOperations(ctx: Ctx) {
  return ctx.tx
    .select({ operation: operations, makerName: makers.name, keyLabel: apiKeys.label, position, reversed })
    .from(operations)
    .leftJoin(makers, eq(makers.id, operations.makerId))
    .leftJoin(apiKeys, and(eq(apiKeys.issuerId, operations.issuerId), eq(apiKeys.id, operations.makerKeyId)))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof selectOperations>>[number];

/** A row of {@link selectOperations} as a view. */
export function toView(row: Row): OperationView {
  const { operation: o } = row;
  return {
    id: o.id,
    organisationId: o.organisationId,
    type: o.type as OperationType,
    status: o.status,
    revision: o.revision,
    digest: o.digest.toString("hex"),
    source: o.source,
    maker: { id: o.makerId, name: row.makerName ?? "", keyLabel: row.keyLabel },
    amount: o.amountMinor === null ? null : money(o.amountMinor, o.currency as Currency),
    counterparty: {
      kind: o.counterpartyKind,
      id: o.counterpartyId as Id<CounterpartyKind>,
      name: o.counterpartyName ?? "",
      phone: o.counterpartyPhone as E164 | null,
      shortCode: o.counterpartyShortCode,
    },
    fulfilmentType: (o.payload.fulfilmentType as FulfilmentType | undefined) ?? null,
    reference: o.reference,
    memo: o.memo,
    withdrawalId: o.withdrawalId,
    file: o.batchId && o.batchLine !== null ? { id: o.batchId, line: o.batchLine } : null,
    reversalOf: o.reversalOf,
    reversed: reversedOf(row),
    consent: o.consent && { state: o.consent, at: o.consentAt, via: o.consentVia },
    payload: o.payload,
    approvals: { needed: o.approvalsNeeded, given: o.approvalsGiven, issuers: o.issuerApprovals },
    asks: { roles: o.deciderRoles, stepUp: o.stepUp, policy: o.policyVersion },
    expiresAt: o.expiresAt,
    createdAt: o.createdAt,
    updatedAt: o.updatedAt,
    decidedAt: o.decidedAt,
    transfer:
      o.transferId && o.sequenceNumber !== null && o.transferHash
        ? { id: o.transferId, sequenceNumber: o.sequenceNumber, hash: o.transferHash.toString("hex") }
        : null,
    failure: o.failureCode,
    position: { createdAt: row.position, id: o.id },
  };
}

function reversedOf({ operation: { currency }, reversed }: Row): OperationView["reversed"] {
  if (!reversed) return null;
  const [done, waiting] = reversed;
  return { done: money(BigInt(done), currency as Currency), waiting: money(BigInt(waiting), currency as Currency) };
}
