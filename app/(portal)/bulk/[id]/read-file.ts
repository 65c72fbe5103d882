import { type BatchView, type LineView, listLines, readBatch, readLinesHash, readTotals } from "@/lib/batches";
import type { Mapping, Mended } from "@/lib/batches/schemas";
import { DomainError, ERRORS, isErrorCode } from "@/lib/kernel/errors";
import { showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { type E164, formatPhone, maskPhone } from "@/lib/kernel/phone";
import { readBalance } from "@/lib/ledger";
import { type BatchPending, countBatchOperations, countBatchPending, listBatchPending } from "@/lib/operations";
import { readOwnDistributor } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { fileOf } from "../read-files";
import { type FileQuery, filterOf } from "./file-query";

const PAGE = 50;

/** A file and a page of its rows, as the screen shows them. Amounts are plain decimals. */
export async function readFile(ctx: Ctx, shown: string, query: FileQuery) {
  const id = fileOf(shown);
  if (!id) throw new DomainError("batches.not-found");
  const { currency, floatAccountId } = await readOwnDistributor(ctx);
  const batch = await readBatch(ctx, id);
  const totals = await readTotals(ctx, id);
  const filter = filterOf(query, currency);
  const lines = await listLines(ctx, { batchId: id, ...filter, after: query.after, limit: PAGE });
  const statuses = batch.submittedAt ? await countBatchOperations(ctx, id) : {};
  const float = await readBalance(ctx, floatAccountId);
  const inFull = isAllowed(ctx.principal, "phones.read");
  const decimal = (minor: bigint) => formatAmount(money(minor, currency));
  const isOpen = ["mapping", "ready"].includes(batch.state);
  const canChange = batch.isOwn && isOpen && isAllowed(ctx.principal, "operations.submit");
  const { sumMinor, ...counts } = totals;
  const mine = mayDecide(ctx, batch) ? await countBatchPending(ctx, { batchId: id, ...filter }) : NOTHING;
  const tickable = mine.count > 0 ? await tickableOf(ctx, id, lines.items) : new Map<number, boolean>();
  return {
    id: showId("batch", id),
    name: batch.fileName,
    type: batch.type,
    maker: batch.maker.name,
    state: batch.state,
    problem: batch.problem && isErrorCode(batch.problem) ? ERRORS[batch.problem].message : null,
    canChange,
    canDiscard: batch.isOwn && (isOpen || batch.state === "receiving"),
    mayDecide: mayDecide(ctx, batch),
    /** Of what the page is narrowed to, what waits for this person. */
    mine: {
      count: mine.count,
      sum: { amount: decimal(mine.sumMinor), currency },
      asksCode: mine.withCode > 0,
      part: {
        tab: filter.tab,
        words: filter.words ?? null,
        from: filter.fromMinor?.toString() ?? null,
        to: filter.toMinor?.toString() ?? null,
      },
    },
    // What its maker submits is what this page shows.
    seen: canChange && batch.state === "ready" ? await readLinesHash(ctx, id) : "",
    columns: batch.columns,
    mapping: batch.mapping,
    sample: batch.state === "mapping" ? (lines.items[0]?.cells ?? []) : [],
    rows: batch.rowsTotal,
    counts,
    statuses,
    sum: { amount: decimal(sumMinor), currency },
    sumMinor: sumMinor.toString(),
    exceedsFloat: batch.type === "cash-in" && sumMinor > float.available.minor,
    available: { amount: formatAmount(float.available), currency },
    lines: lines.items.map((line) => ({
      line: line.line,
      state: line.state,
      // What the file says is for whoever mends it; others read what was made of it, and see phones as they may.
      typed: canChange ? (line.mended ?? cellsOf(line.cells, batch.mapping)) : null,
      phone: line.phone ? (inFull ? formatPhone : maskPhone)(line.phone as E164) : null,
      name: line.name,
      amount: line.amountMinor === null ? null : decimal(line.amountMinor),
      memo: line.memo,
      problems: line.problems,
      notes: line.notes,
      sameAs: line.sameAs,
      operation: line.operationId ? showId("operation", line.operationId) : null,
      status: line.status,
      /** Null where there is nothing to tick; else whether its approval needs a fresh code. */
      tick: tickable.has(line.line) ? { asksCode: tickable.get(line.line) === true } : null,
      refusal: line.refusal && isErrorCode(line.refusal) ? ERRORS[line.refusal].message : null,
    })),
    next: lines.next,
  };
}

const NOTHING: BatchPending = { count: 0, sumMinor: 0n, withCode: 0 };

/** Whether this person decides on files at all: on whose, and on which of its rows, the database says. */
function mayDecide({ principal }: Ctx, { isOwn, submittedAt }: BatchView): boolean {
  const may = isAllowed(principal, "operations.decide") || isAllowed(principal, "people.decide");
  return may && !isOwn && submittedAt !== null;
}

/** Which rows of a page wait for this person, and whether their approval needs a fresh code. */
async function tickableOf(
  ctx: Ctx,
  batchId: BatchView["id"],
  items: readonly LineView[],
): Promise<Map<number, boolean>> {
  const lines = items.flatMap(({ line, status }) => (status === "pending" ? [line] : []));
  const waiting = await listBatchPending(ctx, { batchId, lines }, { after: 0, limit: PAGE });
  return new Map(waiting.map(({ line, stepUp }) => [line, stepUp]));
}

/** A file as the screen shows it. */
export type FileView = Awaited<ReturnType<typeof readFile>>;

/** One of its rows. */
export type FileLine = FileView["lines"][number];

function cellsOf(cells: readonly string[], mapping: Mapping | null): Mended {
  const cell = (place: number | null | undefined) =>
    place === null || place === undefined ? "" : (cells[place] ?? "");
  return { phone: cell(mapping?.phone), amount: cell(mapping?.amount), memo: cell(mapping?.memo) };
}
