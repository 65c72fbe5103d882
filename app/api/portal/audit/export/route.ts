import { auditHref, filtersOf, readAuditQuery } from "@/app/(portal)/audit/audit-query";
import { serialiseEntry } from "@/app/(portal)/audit/serialise-entry";
import { readOwn } from "@/app/(portal)/operations/list-filters";
import { type AuditFilters, beginAuditExport, listAuditEntries } from "@/lib/audit";
import { answerPerson } from "@/lib/http/portal-route";
import { localDate } from "@/lib/kernel/time";
import { type Ctx, run } from "@/lib/runtime";
import { csvLine } from "../../_export/csv";
import { type Batch, csvFile } from "../../_export/csv-file";
import { COLUMNS, exportedCells } from "./rows";

/** Rows of one unit of work, and entries that it looks through for them: a long file must not be one long transaction. */
const BATCH = 500;
const LOOK_THROUGH = 50_000;

/** The audit as the address narrows it, newest first, as a CSV file. That it was taken is itself audited. */
export function GET(request: Request): Promise<Response> {
  const query = readAuditQuery(new URL(request.url).searchParams);
  return answerPerson(async (caller, peer) => {
    const { filters, day } = await run(caller, peer, async (ctx) => {
      await beginAuditExport(ctx, auditHref(query, {}));
      const zone = (await readOwn(ctx)).timeZone;
      return { filters: filtersOf(query, zone, ctx.now), day: localDate(ctx.now, zone) };
    });
    // Session and role are read again for each batch: an export in flight ends with them.
    return csvFile<bigint>(`audit-${day}.csv`, COLUMNS, (left, after) =>
      run(caller, peer, (ctx) => readBatch(ctx, filters, Math.min(BATCH, left), after)),
    );
  });
}

async function readBatch(ctx: Ctx, filters: AuditFilters, limit: number, after: bigint | null): Promise<Batch<bigint>> {
  const page = await listAuditEntries(ctx, { filters, limit, lookThrough: LOOK_THROUGH, after: after ?? undefined });
  const lines = page.items.map((entry) => csvLine(exportedCells(serialiseEntry(ctx, entry))));
  return { text: lines.join(""), rows: lines.length, next: page.next };
}
