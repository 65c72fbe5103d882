import { serialiseOperation } from "@/app/(portal)/_components/serialise-operation";
import { EXPORTED_AT_MOST } from "@/app/(portal)/operations/export-bound";
import { readOwn, toFilters } from "@/app/(portal)/operations/list-filters";
import { listHref, readListQuery } from "@/app/(portal)/operations/list-query";
import { answerPerson } from "@/lib/http/portal-route";
import { localDate } from "@/lib/kernel/time";
import { beginExport, type ListPosition, listOperations, type OperationFilters } from "@/lib/operations";
import { type Ctx, run } from "@/lib/runtime";
import { csvLine } from "./csv";
import { COLUMNS, exportedCells } from "./rows";

/** Rows of one unit of work, and operations that it looks through for them: a long file must not be one long transaction. */
const BATCH = 500;
const LOOK_THROUGH = 50_000;

type Batch = { readonly text: string; readonly rows: number; readonly next: ListPosition | null };

/** The list as the address narrows it, newest first, as a CSV file of at most {@link EXPORTED_AT_MOST} rows. That it was taken is audited. */
export function GET(request: Request): Promise<Response> {
  const query = readListQuery(new URL(request.url).searchParams);
  return answerPerson(async (caller, peer) => {
    const { filters, day } = await run(caller, peer, async (ctx) => {
      const own = await readOwn(ctx);
      await beginExport(ctx, listHref(query, {}));
      return { filters: await toFilters(ctx, query, own), day: localDate(ctx.now, own.timeZone) };
    });
    // Session and role are read again for each batch: an export in flight ends with them.
    const read = (limit: number, after: ListPosition | null) =>
      run(caller, peer, (ctx) => readBatch(ctx, filters, limit, after));
    return new Response(streamOf(linesOf(read)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="operations-${day}.csv"`,
      },
    });
  });
}

async function readBatch(
  ctx: Ctx,
  filters: OperationFilters | null,
  limit: number,
  after: ListPosition | null,
): Promise<Batch> {
  if (!filters) return { text: "", rows: 0, next: null };
  const page = await listOperations(ctx, { filters, limit, lookThrough: LOOK_THROUGH, ...(after ? { after } : {}) });
  const lines = page.items.map((item) => csvLine(exportedCells(serialiseOperation(ctx, item))));
  return { text: lines.join(""), rows: lines.length, next: page.next };
}

async function* linesOf(read: (limit: number, after: ListPosition | null) => Promise<Batch>): AsyncGenerator<string> {
  // The mark tells spreadsheets that names are in UTF-8.
  yield `\uFEFF${csvLine(COLUMNS)}`;
  let after: ListPosition | null = null;
  let left = EXPORTED_AT_MOST;
  do {
    const batch: Batch = await read(Math.min(BATCH, left), after);
    if (batch.rows > 0) yield batch.text;
    left -= batch.rows;
    after = batch.next;
  } while (after && left > 0);
}

function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await texts.return(undefined)),
  });
}
