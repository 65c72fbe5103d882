import { and, eq, gte, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { batchRows, operations } from "@/db/schema";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { isDuplicate } from "./mend-lines";
import type { LineTab } from "./schemas";

/** Which rows of a file: of a tab, of whoever has these words in their name or these digits in their phone, of amounts in minor units, both ends included. */
export type LineFilter = {
  readonly tab: LineTab;
  readonly words?: string | undefined;
  readonly fromMinor?: bigint | undefined;
  readonly toMinor?: bigint | undefined;
};

/** As SQL, over `batch_rows` beside their `operations`: whoever does not read phones in full does not search by them either. */
export function meetsLineFilter(ctx: Ctx, { tab, words, fromMinor, toMinor }: LineFilter): SQL | undefined {
  const digits = isAllowed(ctx.principal, "phones.read") ? (words ?? "").replace(/[^0-9]/g, "") : "";
  return and(
    inTab(tab),
    words
      ? or(
          sql`strpos(lower(${batchRows.recipientName}), lower(${words})) > 0`,
          digits ? sql`strpos(${batchRows.phone}, ${digits}) > 0` : undefined,
        )
      : undefined,
    fromMinor === undefined ? undefined : gte(batchRows.amountMinor, fromMinor),
    toMinor === undefined ? undefined : lte(batchRows.amountMinor, toMinor),
  );
}

function inTab(tab: LineTab): SQL | undefined {
  if (tab === "all") return undefined;
  if (tab === "waiting") return eq(operations.status, "pending");
  if (tab !== "noted") return eq(batchRows.state, tab);
  return and(
    inArray(batchRows.state, ["ready", "made", "refused"]),
    sql`(cardinality(${batchRows.notes}) > 0 or ${isDuplicate})`,
  );
}
