import type { PgColumn } from "drizzle-orm/pg-core";
import { codesFrom, namesFrom, type Stretch } from "./directory";

/** Which organisations: by status, and by the beginning of their name or, in digits, of their short code. Members left out do not narrow. */
export type DirectoryFilters = {
  readonly status?: "active" | "suspended" | undefined;
  readonly search?: string | undefined;
};

/** The organisations that are searched for, and their order. */
export function stretchOf(
  { nameKey, shortCode }: { readonly nameKey: PgColumn; readonly shortCode: PgColumn },
  search: string | undefined,
): Stretch {
  const words = search?.trim() ?? "";
  return /^[0-9]{1,12}$/.test(words) ? codesFrom(shortCode, words) : namesFrom(nameKey, words);
}
