import { foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, issuerId, organisationId, unitId } from "../columns";

/** E-money issuers: the tenant root. An issuer's own id is its `issuer_id`. */
export const issuers = pgTable("issuers", {
  id: id("issuer").primaryKey(),
  name: text().notNull(),
  currency: text().notNull(),
  timeZone: text().notNull(),
  /** Where money enters and leaves; the only account that may be negative. */
  settlementAccountId: id("account"),
  createdAt: createdAt(),
});

/** Distributors: who turns cash into wallet balance and back, with a float of their own. */
export const distributors = pgTable(
  "distributors",
  {
    issuerId: issuerId(),
    id: id("distributor"),
    name: text().notNull(),
    shortCode: text().notNull(),
    currency: text().notNull(),
    timeZone: text().notNull(),
    status: text({ enum: ["active", "suspended"] })
      .notNull()
      .default("active"),
    floatAccountId: id("account"),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("distributors_short_code").on(t.issuerId, t.shortCode),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
  ],
);

/** Merchants: recipients addressed by short code. */
export const merchants = pgTable(
  "merchants",
  {
    issuerId: issuerId(),
    id: id("merchant"),
    name: text().notNull(),
    shortCode: text().notNull(),
    status: text({ enum: ["active", "suspended"] })
      .notNull()
      .default("active"),
    accountId: id("account"),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("merchants_short_code").on(t.issuerId, t.shortCode),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
  ],
);

/** Which person works for which organisation (a distributor, or the issuer itself), and in which roles. */
export const memberships = pgTable(
  "memberships",
  {
    issuerId: issuerId(),
    organisationId: organisationId(),
    personId: id("person"),
    organisationKind: text({ enum: ["issuer", "distributor"] }).notNull(),
    roles: text({ enum: ["admin", "maker", "checker", "viewer"] })
      .array()
      .notNull(),
    status: text({ enum: ["active", "suspended"] })
      .notNull()
      .default("active"),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.organisationId, t.personId] }),
    index("memberships_person").on(t.personId),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
  ],
);
