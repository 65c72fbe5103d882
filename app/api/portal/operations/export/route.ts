import { serialiseOperation } from "@/app/(portal)/_components/serialise-operation";
import { readOwn, toFilters } from "@/app/(portal)/operations/list-filters";
import { listHref, readListQuery } from "@/app/(portal)/operations/list-query";
import { answerPerson } from "@/lib/http/portal-route";
import { localDate } from "@/lib/kernel/time";
import { beginExport, type ListPosition, listOperations, type OperationFilters } from "@/lib/operations";
import { type Ctx, run } from "@/lib/runtime";
import { csvLine } from "../../_export/csv";
import { type Batch, csvFile } from "../../_export/csv-file";
import { COLUMNS, exportedCells } from "./rows";

/** Rows of one unit of work, and operations that it looks through for them: a long file must not be one long transaction. */
const BATCH = 500;
const LOOK_THROUGH = 50_000;

/** The list as the address narrows it, newest first, as a CSV file. That it was taken is audited. */
export function GET(request: Request): Promise<Response> {
  const query = readListQuery(new URL(request.url).searchParams);
  return answerPerson(async (caller, peer) => {
    const { filters, day } = await run(caller, peer, async (ctx) => {
      const own = await readOwn(ctx);
      await beginExport(ctx, listHref(query, {}));
      return { filters: await toFilters(ctx, query, own), day: localDate(ctx.now, own.timeZone) };
    });
    // Session and role are read again for each batch: an export in flight ends with them.
    const read = (left: number, after: ListPosition | null) =>
      run(caller, peer, (ctx) => readBatch(ctx, filters, Math.min(BATCH, left), after));
    return csvFile(`operations-${day}.csv`, COLUMNS, read);
  });
}

async function readBatch(
  ctx: Ctx,
  filters: OperationFilters | null,
  limit: number,
  after: ListPosition | null,
): Promise<Batch<ListPosition>> {
  if (!filters) return { text: "", rows: 0, next: null };
  const page = await listOperations(ctx, { filters, limit, lookThrough: LOOK_THROUGH, ...(after ? { after } : {}) });
  const lines = page.items.map((item) => csvLine(exportedCells(serialiseOperation(ctx, item))));
  return { text: lines.join(""), rows: lines.length, next: page.next };
}
