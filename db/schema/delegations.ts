import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant, issuerId, optionalId, organisationId, unitId } from "../columns";
import { issuers } from "./organisations";

/** Who decides in whose place, from when until when. Written by db/functions/061_delegations.sql alone; nothing is ever deleted. */
export const delegations = pgTable(
  "delegations",
  {
    issuerId: issuerId(),
    id: id("delegation"),
    organisationId: organisationId(),
    /** Who is away. */
    delegatorId: id("person"),
    /** Who decides for them. */
    delegateId: id("person"),
    /** With which of their roles; of these those that they still have. */
    roles: text({ enum: ["admin", "checker"] })
      .array()
      .notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** The request that another person approved; null where it gives nobody a role that they lack. */
    operationId: optionalId("operation"),
    createdAt: createdAt(),
    /** Ended by hand before its time, and by whom. */
    endedAt: instant(),
    endedBy: optionalId("person"),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    index("delegations_to").on(t.issuerId, t.organisationId, t.delegateId, t.endsAt),
    index("delegations_of").on(t.issuerId, t.organisationId, t.delegatorId, t.endsAt),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
    check("delegations_two", sql`delegator_id <> delegate_id`),
    check("delegations_roles", sql`cardinality(roles) BETWEEN 1 AND 2`),
    // Thirty local days, with an hour that a change of the clock may add.
    check("delegations_time", sql`ends_at > starts_at AND ends_at <= starts_at + interval '30 days 1 hour'`),
    check("delegations_ended", sql`(ended_at IS NULL) = (ended_by IS NULL)`),
  ],
);
