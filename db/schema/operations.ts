import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, issuerId, minor, optionalId, organisationId, unitId } from "../columns";
import { issuers } from "./organisations";

/** Requests that need a second person. Written by db/functions/operations_*.sql alone; nothing is ever deleted. */
export const operations = pgTable(
  "operations",
  {
    issuerId: issuerId(),
    id: id("operation"),
    /** Whose operation it is: a distributor's, or the issuer's own. */
    organisationId: organisationId(),
    type: text().notNull(),
    typeVersion: integer().notNull(),
    status: text({ enum: ["pending", "executing", "completed", "failed", "rejected", "cancelled", "expired"] })
      .notNull()
      .default("pending"),
    revision: integer().notNull().default(1),
    source: text({ enum: ["web", "api", "bulk"] }).notNull(),
    /** For a key's operation: the person who created the key. */
    makerId: id("person"),
    makerKeyId: optionalId("apiKey"),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    /** SHA-256 of what the checker reads; a decision names the digest it saw. */
    digest: bytes().notNull(),
    amountMinor: minor(),
    currency: text(),
    counterpartyKind: text({ enum: ["customer", "merchant", "person", "distributor", "issuer"] }).notNull(),
    counterpartyId: uuid().notNull(),
    counterpartyName: text(),
    counterpartyPhone: text(),
    counterpartyShortCode: text(),
    /** Of a cash-out its receipt, of float its payment: each used once by a distributor, unless its operation ended without money. */
    reference: text(),
    /** The same as it is compared (`reference_key()`): of a function no index can be asked under row-level security. */
    referenceKey: text(),
    memo: text(),
    holdId: optionalId("hold"),
    /** The queued request that this operation fulfils. */
    withdrawalId: optionalId("withdrawal"),
    /** Of a reversal the operation whose money goes back. */
    reversalOf: optionalId("operation"),
    /**
     * What the customer says to a payment out of their wallet that they did not ask for themselves (064_consents.sql); null where nobody asks them.
     * While it is awaited nothing is held and nobody decides.
     */
    consent: text({ enum: ["awaited", "given", "refused"] }),
    consentAt: instant(),
    consentVia: text({ enum: ["code", "link", "wallet"] }),
    /** How long people have to decide once it is given. */
    secondsToDecide: integer(),
    /** The file that its maker submitted, and its line there. */
    batchId: optionalId("batch"),
    batchLine: integer(),
    /** In all, and how many of these people of the issuer give, last. */
    approvalsNeeded: integer().notNull().default(1),
    issuerApprovals: integer().notNull().default(0),
    /** Whose approvals count of the operation's own people, whether each needs a fresh code of an authenticator, and the policy that says so. */
    deciderRoles: text({ enum: ["admin", "checker"] })
      .array()
      .notNull()
      .default(sql`'{checker}'`),
    stepUp: boolean().notNull().default(false),
    policyVersion: integer(),
    approvalsGiven: integer().notNull().default(0),
    expiresAt: instant().notNull(),
    createdAt: createdAt(),
    updatedAt: instant().notNull(),
    /** When it came to say what it says: null for one that says what it was made with. */
    revisedAt: instant(),
    decidedAt: instant(),
    transferId: optionalId("walletOperation"),
    sequenceNumber: bigint({ mode: "bigint" }),
    transferHash: bytes(),
    failureCode: text(),
    /** The distributor's local day on which it was made, or revised last: daily limits count by it. */
    localDay: text().notNull(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("operations_maker").on(t.issuerId, t.id, t.makerId),
    // Receipts and payments apart. What ended without money stands beside the others by its own id, so that its reference is free again and found
    // by the same index.
    uniqueIndex("operations_reference")
      .on(
        t.issuerId,
        t.organisationId,
        t.referenceKey,
        sql`(type = 'cash-out-fulfillment')`,
        sql`(CASE WHEN status IN ('pending', 'executing', 'completed') THEN '00000000-0000-0000-0000-000000000000'::uuid ELSE id END)`,
      )
      .where(sql`reference_key IS NOT NULL`),
    uniqueIndex("operations_withdrawal")
      .on(t.issuerId, t.withdrawalId)
      .where(sql`withdrawal_id IS NOT NULL AND status IN ('pending', 'executing', 'completed')`),
    index("operations_reversals").on(t.issuerId, t.reversalOf).where(sql`reversal_of IS NOT NULL`),
    // A row of a file becomes one operation, however often it is carried out.
    uniqueIndex("operations_batch").on(t.issuerId, t.batchId, t.batchLine).where(sql`batch_id IS NOT NULL`),
    // Whether anything of a file waits, and when the last of it ended.
    index("operations_batch_pending")
      .on(t.issuerId, t.batchId, t.batchLine)
      .where(sql`batch_id IS NOT NULL AND status = 'pending'`),
    index("operations_batch_ended")
      .on(t.issuerId, t.batchId, t.decidedAt)
      .where(sql`batch_id IS NOT NULL AND decided_at IS NOT NULL`),
    // Ascending, and read backwards: drizzle's descending index puts nulls last, and a plain `order by … desc` cannot use that one.
    index("operations_newest").on(t.issuerId, t.organisationId, t.createdAt, t.id),
    index("operations_by_status").on(t.issuerId, t.organisationId, t.status, t.createdAt, t.id),
    index("operations_by_phone").on(t.issuerId, t.organisationId, t.counterpartyPhone, t.createdAt, t.id),
    index("operations_completed").on(t.issuerId, t.organisationId, t.decidedAt).where(sql`status = 'completed'`),
    // Whoever made something on screen is told when it ends.
    index("operations_ended_for_maker")
      .on(t.issuerId, t.makerId, t.decidedAt)
      .where(sql`source = 'web' AND decided_at IS NOT NULL`),
    index("operations_expiring").on(t.issuerId, t.expiresAt).where(sql`status = 'pending'`),
    index("operations_for_issuer").on(t.issuerId, t.status, t.createdAt, t.id).where(sql`issuer_approvals > 0`),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
    check("operations_amount", sql`amount_minor IS NULL OR (amount_minor > 0 AND currency IS NOT NULL)`),
    // Without it, whoever writes a row could ask for no second person at all.
    check("operations_second_person", sql`approvals_needed >= 1 AND issuer_approvals BETWEEN 0 AND approvals_needed`),
    check("operations_reversal", sql`(type = 'reversal') = (reversal_of IS NOT NULL)`),
    check(
      "operations_consent",
      sql`coalesce(consent IN ('given', 'refused'), false) = (num_nonnulls(consent_at, consent_via) = 2) AND (consent IS NULL) = (seconds_to_decide IS NULL)`,
    ),
    check(
      "operations_bulk",
      sql`(source = 'bulk') = (batch_id IS NOT NULL) AND (batch_id IS NULL) = (batch_line IS NULL)
        AND (batch_id IS NULL OR num_nonnulls(reference, withdrawal_id, maker_key_id) = 0)`,
    ),
    check("operations_executed", sql`(transfer_id IS NULL) = (sequence_number IS NULL)`),
    check("operations_failed", sql`(status = 'failed') = (failure_code IS NOT NULL)`),
  ],
);

/** What an operation said before its maker changed it, with what had to approve it then. Append-only; the newest stands in `operations`. */
export const operationRevisions = pgTable(
  "operation_revisions",
  {
    issuerId: issuerId(),
    operationId: id("operation"),
    revision: integer().notNull(),
    organisationId: organisationId(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    digest: bytes().notNull(),
    amountMinor: minor(),
    currency: text(),
    counterpartyKind: text({ enum: ["customer", "merchant", "person", "distributor", "issuer"] }).notNull(),
    counterpartyId: uuid().notNull(),
    counterpartyName: text(),
    counterpartyPhone: text(),
    counterpartyShortCode: text(),
    memo: text(),
    holdId: optionalId("hold"),
    approvalsNeeded: integer().notNull(),
    issuerApprovals: integer().notNull(),
    deciderRoles: text({ enum: ["admin", "checker"] })
      .array()
      .notNull(),
    stepUp: boolean().notNull(),
    policyVersion: integer(),
    expiresAt: instant().notNull(),
    localDay: text().notNull(),
    madeAt: instant().notNull(),
    supersededAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ name: "operation_revisions_pk", columns: [t.issuerId, t.operationId, t.revision] }),
    foreignKey({
      name: "operation_revisions_of",
      columns: [t.issuerId, t.operationId],
      foreignColumns: [operations.issuerId, operations.id],
    }),
  ],
);

/**
 * What people decided on one revision: approve, reject, or their own approval taken back. Append-only; the database refuses a decider who is the
 * maker. An approval stands until the same person's next row.
 */
export const operationDecisions = pgTable(
  "operation_decisions",
  {
    issuerId: issuerId(),
    operationId: id("operation"),
    revision: integer().notNull(),
    personId: id("person"),
    /** In whose place: the person had the right by a delegation of theirs (061_delegations.sql). */
    forPersonId: optionalId("person"),
    /** Which act of this person on this revision it is: the odd ones decide, the even ones take the approval before them back. */
    nth: integer().notNull().default(1),
    after: integer(),
    organisationId: organisationId(),
    /** Whom the person decided for: the operation's own organisation, or the issuer. */
    deskId: organisationId(),
    makerId: id("person"),
    decision: text({ enum: ["approve", "reject", "withdraw"] }).notNull(),
    comment: text(),
    sessionId: id("session"),
    at: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({
      name: "operation_decisions_pk",
      columns: [t.issuerId, t.operationId, t.revision, t.personId, t.nth],
    }),
    // What the issuer's people decided for others: nearly all is decided at home.
    index("operation_decisions_elsewhere")
      .on(t.issuerId, t.deskId, t.operationId)
      .where(sql`desk_id <> organisation_id`),
    foreignKey({
      columns: [t.issuerId, t.operationId, t.makerId],
      foreignColumns: [operations.issuerId, operations.id, operations.makerId],
    }),
    foreignKey({
      name: "operation_decisions_in_turn",
      columns: [t.issuerId, t.operationId, t.revision, t.personId, t.after],
      foreignColumns: [t.issuerId, t.operationId, t.revision, t.personId, t.nth],
    }),
    check(
      "operation_decisions_nth",
      sql`nth >= 1 AND (decision = 'withdraw') = (nth % 2 = 0) AND after IS NOT DISTINCT FROM nullif(nth, 1) - 1`,
    ),
    check(
      "operation_decisions_four_eyes",
      sql`person_id <> maker_id AND (for_person_id IS NULL OR for_person_id NOT IN (person_id, maker_id))`,
    ),
    check("operation_decisions_reason", sql`decision <> 'reject' OR coalesce(length(btrim(comment)), 0) > 0`),
  ],
);

/**
 * How a customer is asked whether money may be paid out of their wallet: by an SMS with a code, which they read to whoever stands at the counter,
 * and a link. One row for each operation that asks; written by db/functions/064_consents.sql alone. The hashes are read by nobody: whoever
 * answers brings what they are made of.
 */
export const operationConsents = pgTable(
  "operation_consents",
  {
    issuerId: issuerId(),
    operationId: id("operation"),
    organisationId: organisationId(),
    customerId: id("customer"),
    codeHash: bytes(),
    linkHash: bytes(),
    /** How many SMS were prepared, and how many codes were tried. */
    sends: integer().notNull().default(0),
    tries: integer().notNull().default(0),
    answer: text({ enum: ["given", "refused"] }),
    answeredAt: instant(),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.operationId] }),
    uniqueIndex("operation_consents_link").on(t.linkHash).where(sql`link_hash IS NOT NULL`),
    index("operation_consents_of_customer").on(t.issuerId, t.customerId, t.createdAt),
    foreignKey({ columns: [t.issuerId, t.operationId], foreignColumns: [operations.issuerId, operations.id] }),
  ],
);
