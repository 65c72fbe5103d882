import { type SQL, sql } from "drizzle-orm";
import { memberships, people } from "@/db/schema";

/**
 * A member's name as their organisation knows it: until they join, what whoever invited them wrote. Otherwise an invitation would tell whose
 * a phone is.
 */
export const shownName: SQL<string> = sql<string>`case when ${memberships.joinedAt} is null then coalesce(${memberships.invitedName}, ${people.name}) else ${people.name} end`;
