import { sql } from "drizzle-orm";
import { bigint, customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** A bare UUID (version 7, made by the application); doors show it with its type prefix. */
export const id = () => uuid().notNull();

/** The tenant root. It leads every primary key, unique constraint and index that starts a query (DESIGN §9). */
export const issuerId = () => uuid().notNull();

/** The unit of work that wrote the row last; row-level security demands that it is the one now running (DESIGN §4). */
export const unitId = () => uuid().notNull();

/** An amount in minor units of the row's currency. */
export const minor = () => bigint({ mode: "bigint" });

/** An instant with time zone; `now()` is the transaction's clock. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });

/** An instant that defaults to the transaction's clock. */
export const createdAt = () => instant().notNull().default(sql`now()`);

/** Raw bytes: hashes and digests. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
