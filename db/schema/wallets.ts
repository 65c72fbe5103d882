import { foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, instant, issuerId, minor, nameKey, optionalId, unitId } from "../columns";
import { issuers } from "./organisations";

/** People with a wallet, known by phone within their issuer. */
export const customers = pgTable(
  "customers",
  {
    issuerId: issuerId(),
    id: id("customer"),
    phone: text().notNull(),
    name: text().notNull(),
    nameKey: nameKey(),
    status: text({ enum: ["active", "suspended"] })
      .notNull()
      .default("active"),
    suspendedReason: text(),
    suspendedAt: instant(),
    accountId: id("account"),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("customers_phone").on(t.issuerId, t.phone),
    // Before their issuer is known, somebody who opens their wallet has a phone.
    index("customers_any_issuer").on(t.phone),
    index("customers_by_name").on(t.issuerId, t.nameKey, t.id),
    index("customers_by_status_and_name").on(t.issuerId, t.status, t.nameKey, t.id),
    index("customers_by_status").on(t.issuerId, t.status, t.id),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
  ],
);

/**
 * The cash-out queue: a customer's request for a withdrawal. Its amount is held on the wallet from the request on, and the hold
 * belongs to the request, so a rejected fulfilment puts it back into the queue with its money still held.
 */
export const withdrawalRequests = pgTable(
  "withdrawal_requests",
  {
    issuerId: issuerId(),
    id: id("withdrawal"),
    customerId: id("customer"),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    memo: text(),
    status: text({ enum: ["waiting", "taken", "fulfilled", "cancelled"] })
      .notNull()
      .default("waiting"),
    holdId: id("hold"),
    /** The fulfilment that has taken it, and the distributor it belongs to. */
    takenBy: optionalId("operation"),
    takenByDistributor: optionalId("distributor"),
    createdAt: createdAt(),
    updatedAt: instant().notNull(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    index("withdrawal_requests_of_customer").on(t.issuerId, t.customerId, t.createdAt),
    index("withdrawal_requests_queue").on(t.issuerId, t.status, t.createdAt, t.id),
    foreignKey({ columns: [t.issuerId, t.customerId], foreignColumns: [customers.issuerId, customers.id] }),
  ],
);
