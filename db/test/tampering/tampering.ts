import type { Random } from "../model/random";
import type { Past } from "./past";

/** Which entry of which chain must be named as the first that is bad. */
export type FirstBad = {
  readonly kind: "transfers" | "audit";
  readonly organisation: string;
  readonly place: number;
};

/**
 * What a superuser does behind the functions' back, in SQL, and what must be named: the first bad entry of a chain, or one of some subjects. In
 * a chain that was made anew with true hashes, only the copies tell: `since` is then the first entry that is false.
 */
export type Tampering = {
  readonly how: string;
  readonly sql: string;
  readonly first?: FirstBad;
  readonly since?: FirstBad;
  readonly subjects?: readonly string[];
};

/** Makes one tampering at a random place; null where there is none to be had. */
export type Tamper = (past: Past, random: Random) => Tampering | null;

/** A text as an SQL literal. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A change of a row of a table, by id. */
export const change = (table: string, id: string, to: string): string =>
  `update ${table} set ${to} where id = ${text(id)}`;

export const ANY_UUID = "'00000000-0000-4000-8000-000000000001'";
