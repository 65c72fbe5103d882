import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/**
 * Whether a column has one of these values. Unlike `inArray` its text does not depend on how many there are, so that the server keeps one plan
 * for a set of any size.
 * @param type of the column in the database
 */
export function oneOf(column: AnyColumn, values: readonly (string | number)[], type: "uuid" | "text" | "int"): SQL {
  return sql`${column} = any(${sql.param([...values])}::${sql.raw(type)}[])`;
}
