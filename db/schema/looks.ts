import { pgTable, primaryKey } from "drizzle-orm/pg-core";
import { id, instant, issuerId, organisationId, unitId } from "../columns";

/** Who has had a request before their eyes, and when last: others who decide see them. No record of anything: rows are removed within the hour. */
export const operationLooks = pgTable(
  "operation_looks",
  {
    issuerId: issuerId(),
    operationId: id("operation"),
    personId: id("person"),
    /** Of the operation, as row security asks for it. */
    organisationId: organisationId(),
    seenAt: instant().notNull(),
    unitId: unitId(),
  },
  (t) => [primaryKey({ columns: [t.issuerId, t.operationId, t.personId] })],
);
