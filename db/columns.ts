import { sql } from "drizzle-orm";
import { bigint, customType, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Id, IdKind } from "@/lib/kernel/ids";

/** A bare UUID (version 7, made by the application) of one kind of thing; doors show it with its prefix. */
export const id = <K extends IdKind>(_kind: K) => uuid().notNull().$type<Id<K>>();

/** The same, where there may be none. */
export const optionalId = <K extends IdKind>(_kind: K) => uuid().$type<Id<K>>();

/** Who a person works for: a distributor, or the issuer itself. */
export type OrganisationId = Id<"distributor"> | Id<"issuer">;

/** The organisation that a row belongs to. */
export const organisationId = () => uuid().notNull().$type<OrganisationId>();

/** The tenant root. It leads every primary key, unique constraint and index that starts a query (DESIGN §9). */
export const issuerId = () => id("issuer");

/** The unit of work that wrote the row last; row-level security demands that it is the one now running (DESIGN §4). */
export const unitId = () => id("unit");

/** An amount in minor units of the row's currency. */
export const minor = () => bigint({ mode: "bigint" });

/** An instant with time zone; `now()` is the transaction's clock. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });

/** An instant that defaults to the transaction's clock. */
export const createdAt = () => instant().notNull().default(sql`now()`);

const bytewise = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** A row's name as lists sort and search it: in lower case and compared by its bytes, so that those with one beginning are a stretch of an index. */
export const nameKey = () => bytewise().notNull().generatedAlwaysAs(sql`lower(name)`);

/** Raw bytes: hashes and digests. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** Many whole numbers as few stretches: `{[2,501),[503,1001)}`. */
export const ranges = customType<{ data: string }>({ dataType: () => "int4multirange" });
