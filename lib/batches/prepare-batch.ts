import { and, asc, desc, eq, isNotNull, ne, sql } from "drizzle-orm";
import { batches, batchParts, batchRows } from "@/db/schema";
import { isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { type Distributor, readDistributor } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { checkLines, markSame } from "./check-lines";
import { guessMapping } from "./guess-mapping";
import { type BatchRow, moveBatch } from "./own-batch";
import { parseCsv } from "./parse-csv";
import { parseXlsx } from "./parse-xlsx";
import type { Mapping } from "./schemas";
import type { Sheet } from "./sheet";

/** Rows that are written by one statement, and those that are checked in one unit of work. */
const WRITTEN_AT_ONCE = 1_000;
const CHECKED_AT_ONCE = 1_000;

/** The next step towards a file's submission: it is read, or its next rows are checked. The file is locked. */
export async function prepareBatch(ctx: Ctx, batch: BatchRow): Promise<void> {
  if (batch.state === "reading") await readFile(ctx, batch);
  else await checkNext(ctx, batch);
}

async function readFile(ctx: Ctx, batch: BatchRow): Promise<void> {
  const ofBatch = and(eq(batchParts.issuerId, batch.issuerId), eq(batchParts.batchId, batch.id));
  const parts = await ctx.tx
    .select({ content: batchParts.content })
    .from(batchParts)
    .where(ofBatch)
    .orderBy(asc(batchParts.part));
  const content = Buffer.concat(parts.map((part) => part.content));
  await ctx.tx.delete(batchParts).where(ofBatch);
  let sheet: Sheet;
  try {
    sheet = batch.format === "xlsx" ? await parseXlsx(content) : parseCsv(content);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return moveBatch(ctx, batch.id, { state: "unreadable", problem: error.code });
  }
  for (let at = 0; at < sheet.rows.length; at += WRITTEN_AT_ONCE) {
    await writeRows(ctx, batch, sheet.rows.slice(at, at + WRITTEN_AT_ONCE));
  }
  const mapping = (await rememberedMapping(ctx, batch, sheet.columns)) ?? guessMapping(sheet.columns);
  await moveBatch(ctx, batch.id, {
    state: mapping ? "checking" : "mapping",
    columns: [...sheet.columns],
    mapping,
    rowsTotal: sheet.rows.length,
  });
}

async function writeRows(ctx: Ctx, batch: BatchRow, rows: Sheet["rows"]): Promise<void> {
  await ctx.tx.execute(sql`
    insert into ${batchRows} (issuer_id, batch_id, line, organisation_id, cells, unit_id)
    select ${batch.issuerId}::uuid, ${batch.id}::uuid, x.line, ${batch.organisationId}::uuid, x.cells, ${ctx.unitId}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(line int, cells jsonb)`);
}

/** How the last file with the same columns was read. */
async function rememberedMapping(ctx: Ctx, batch: BatchRow, columns: readonly string[]): Promise<Mapping | null> {
  const [last] = await ctx.tx
    .select({ mapping: batches.mapping })
    .from(batches)
    .where(
      and(
        eq(batches.issuerId, batch.issuerId),
        eq(batches.organisationId, batch.organisationId),
        ne(batches.id, batch.id),
        isNotNull(batches.mapping),
        sql`${batches.columns} = ${JSON.stringify(columns)}::jsonb`,
      ),
    )
    .orderBy(desc(batches.createdAt))
    .limit(1);
  return last?.mapping ?? null;
}

async function checkNext(ctx: Ctx, batch: BatchRow): Promise<void> {
  if (!batch.mapping) throw new Error(`batch ${batch.id} is checked without a mapping`);
  const lines = await ctx.tx
    .select({ line: batchRows.line, cells: batchRows.cells, mended: batchRows.mended })
    .from(batchRows)
    .where(
      and(eq(batchRows.issuerId, batch.issuerId), eq(batchRows.batchId, batch.id), eq(batchRows.state, "unchecked")),
    )
    .orderBy(asc(batchRows.line))
    .limit(CHECKED_AT_ONCE);
  const distributor = await distributorOf(ctx, batch);
  if (lines.length > 0) await checkLines(ctx, batch, distributor, batch.mapping, lines);
  if (lines.length < CHECKED_AT_ONCE) {
    await markSame(ctx, batch.id);
    await moveBatch(ctx, batch.id, { state: "ready" });
  }
}

/** Whose file it is: only distributors' people upload any. */
export function distributorOf(ctx: Ctx, { organisationId }: Pick<BatchRow, "organisationId">): Promise<Distributor> {
  return readDistributor(ctx, organisationId as Id<"distributor">);
}
