import { EXPORTED_AT_MOST } from "@/app/(portal)/_components/export-bound";
import { csvLine } from "./csv";

/** Rows of one unit of work as text, and where the next ones begin; null at the end. */
export type Batch<Place> = { readonly text: string; readonly rows: number; readonly next: Place | null };

/**
 * A CSV file that is written while it is read, of at most {@link EXPORTED_AT_MOST} rows.
 * @param read the rows after a place, at most so many
 */
export function csvFile<Place>(
  name: string,
  columns: readonly string[],
  read: (left: number, after: Place | null) => Promise<Batch<Place>>,
): Response {
  return new Response(streamOf(linesOf(columns, read)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

async function* linesOf<Place>(
  columns: readonly string[],
  read: (left: number, after: Place | null) => Promise<Batch<Place>>,
): AsyncGenerator<string> {
  // The mark tells spreadsheets that names are in UTF-8.
  yield `\uFEFF${csvLine(columns)}`;
  let after: Place | null = null;
  let left = EXPORTED_AT_MOST;
  do {
    const batch: Batch<Place> = await read(left, after);
    if (batch.rows > 0) yield batch.text;
    left -= batch.rows;
    after = batch.next;
  } while (after !== null && left > 0);
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
