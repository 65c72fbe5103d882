import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, primaryKey, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, issuerId, minor, optionalId, organisationId, unitId } from "../columns";

// Written by the SQL functions in db/functions/ledger_*.sql alone; the application's role may only read (DESIGN §6).

/** Ledger accounts. `posted - held` is what may still be spent; positive is the holder's money. */
export const ledgerAccounts = pgTable(
  "ledger_accounts",
  {
    issuerId: issuerId(),
    id: id("account"),
    /** Readable: `distributor:float:<id>`, `customer:wallet:<id>`, `issuer:settlement`. */
    code: text().notNull(),
    ownerKind: text({ enum: ["issuer", "distributor", "merchant", "customer"] }).notNull(),
    ownerId: uuid().notNull(),
    currency: text().notNull(),
    postedMinor: minor().notNull().default(sql`0`),
    heldMinor: minor().notNull().default(sql`0`),
    /** The least that posted minus held may reach; null only for the issuer's settlement account. */
    minimumMinor: minor().default(sql`0`),
    version: bigint({ mode: "bigint" }).notNull().default(sql`0`),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("ledger_accounts_code").on(t.issuerId, t.code),
    index("ledger_accounts_owner").on(t.issuerId, t.ownerId),
    check("ledger_accounts_minimum", sql`minimum_minor IS NULL OR posted_minor - held_minor >= minimum_minor`),
    check("ledger_accounts_held", sql`held_minor >= 0`),
    check("ledger_accounts_unbounded", sql`minimum_minor IS NOT NULL OR owner_kind = 'issuer'`),
  ],
);

/** A posted movement: chained to the organisation it was posted for. Append-only. */
export const ledgerTransfers = pgTable(
  "ledger_transfers",
  {
    issuerId: issuerId(),
    id: id("walletOperation"),
    organisationId: organisationId(),
    /** The operation that caused it; null for the issuer's own funding. */
    operationId: optionalId("operation"),
    sequenceNumber: bigint({ mode: "bigint" }).notNull(),
    currency: text().notNull(),
    amountMinor: minor().notNull(),
    prevHash: bytes().notNull(),
    hash: bytes().notNull(),
    hashVersion: smallint().notNull(),
    canonical: text().notNull(),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("ledger_transfers_operation").on(t.issuerId, t.operationId),
    unique("ledger_transfers_sequence").on(t.issuerId, t.organisationId, t.sequenceNumber),
    index("ledger_transfers_hash").on(t.hash),
    check("ledger_transfers_amount", sql`amount_minor > 0`),
  ],
);

/** One leg of a transfer. Append-only. */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    issuerId: issuerId(),
    accountId: id("account"),
    accountVersion: bigint({ mode: "bigint" }).notNull(),
    transferId: id("walletOperation"),
    leg: smallint().notNull(),
    organisationId: organisationId(),
    currency: text().notNull(),
    amountMinor: minor().notNull(),
    balanceAfterMinor: minor().notNull(),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.accountId, t.accountVersion] }),
    index("ledger_entries_transfer").on(t.issuerId, t.transferId, t.leg),
    check("ledger_entries_amount", sql`amount_minor <> 0`),
  ],
);

/** A reserved amount. It ends once: settled by a transfer, or released. */
export const ledgerHolds = pgTable(
  "ledger_holds",
  {
    issuerId: issuerId(),
    id: id("hold"),
    accountId: id("account"),
    /** The operation or withdrawal request it is held for. */
    heldFor: uuid().notNull(),
    organisationId: organisationId(),
    currency: text().notNull(),
    amountMinor: minor().notNull(),
    state: text({ enum: ["open", "settled", "released"] })
      .notNull()
      .default("open"),
    createdAt: createdAt(),
    endedAt: instant(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    index("ledger_holds_open").on(t.issuerId, t.accountId).where(sql`state = 'open'`),
    check("ledger_holds_amount", sql`amount_minor > 0`),
    check("ledger_holds_ended", sql`(state = 'open') = (ended_at IS NULL)`),
  ],
);

/** The head of each organisation's chain of transfers: one row, locked after the accounts, so that a rollback leaves no gap. */
export const ledgerChains = pgTable(
  "ledger_chains",
  {
    issuerId: issuerId(),
    organisationId: organisationId(),
    sequenceNumber: bigint({ mode: "bigint" }).notNull(),
    headHash: bytes().notNull(),
    unitId: unitId(),
  },
  (t) => [primaryKey({ columns: [t.issuerId, t.organisationId] })],
);
