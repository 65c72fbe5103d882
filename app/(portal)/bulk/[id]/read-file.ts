import { listLines, readBatch, readTotals } from "@/lib/batches";
import { LINE_TABS, type LineTab, type Mapping, type Mended } from "@/lib/batches/schemas";
import { DomainError, ERRORS, isErrorCode } from "@/lib/kernel/errors";
import { showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { type E164, formatPhone, maskPhone } from "@/lib/kernel/phone";
import { readBalance } from "@/lib/ledger";
import { countBatchOperations } from "@/lib/operations";
import { readOwnDistributor } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { fileOf } from "../read-files";

const PAGE = 50;

/** Which rows the page shows: of a tab, behind a line. */
export type FileQuery = { readonly tab: LineTab; readonly after: number };

export function readFileQuery(search: Readonly<Record<string, string | string[] | undefined>>): FileQuery {
  const tab = LINE_TABS.find((one) => one === search.show) ?? "all";
  const after = typeof search.after === "string" && /^[0-9]{1,7}$/.test(search.after) ? Number(search.after) : 0;
  return { tab, after };
}

/** A file and a page of its rows, as the screen shows them. Amounts are plain decimals. */
export async function readFile(ctx: Ctx, shown: string, query: FileQuery) {
  const id = fileOf(shown);
  if (!id) throw new DomainError("batches.not-found");
  const { currency, floatAccountId } = await readOwnDistributor(ctx);
  const batch = await readBatch(ctx, id);
  const totals = await readTotals(ctx, id);
  const lines = await listLines(ctx, { batchId: id, ...query, limit: PAGE });
  const statuses = batch.submittedAt ? await countBatchOperations(ctx, id) : {};
  const float = await readBalance(ctx, floatAccountId);
  const inFull = isAllowed(ctx.principal, "phones.read");
  const decimal = (minor: bigint) => formatAmount(money(minor, currency));
  const isOpen = ["mapping", "ready"].includes(batch.state);
  const canChange = batch.isOwn && isOpen && isAllowed(ctx.principal, "operations.submit");
  const { sumMinor, ...counts } = totals;
  return {
    id: showId("batch", id),
    name: batch.fileName,
    maker: batch.maker.name,
    state: batch.state,
    problem: batch.problem && isErrorCode(batch.problem) ? ERRORS[batch.problem].message : null,
    canChange,
    canDiscard: batch.isOwn && (isOpen || batch.state === "receiving"),
    canDecide: !batch.isOwn && isAllowed(ctx.principal, "operations.decide") && (statuses.pending ?? 0) > 0,
    columns: batch.columns,
    mapping: batch.mapping,
    sample: batch.state === "mapping" ? (lines.items[0]?.cells ?? []) : [],
    rows: batch.rowsTotal,
    counts,
    statuses,
    sum: { amount: decimal(sumMinor), currency },
    sumMinor: sumMinor.toString(),
    exceedsFloat: sumMinor > float.available.minor,
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
      refusal: line.refusal && isErrorCode(line.refusal) ? ERRORS[line.refusal].message : null,
    })),
    next: lines.next,
  };
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
