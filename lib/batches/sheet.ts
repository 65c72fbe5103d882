import { DomainError } from "@/lib/kernel/errors";
import { MAX_CELL, MAX_COLUMNS, MAX_ROWS } from "./schemas";

/** A file as a table: the texts of its first line, and its rows, each with its line as a spreadsheet numbers them. */
export type Sheet = {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
};

/**
 * Lines of cells as a sheet. Empty lines are left out and keep their number; a first line without a letter is data, not names.
 * @throws DomainError `batches.empty`, `batches.too-many-rows`, `batches.too-wide`
 */
export function toSheet(lines: readonly (readonly string[])[]): Sheet {
  const filled = lines
    .map((cells, n) => ({ line: n + 1, cells: cells.map(cleanCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const [first, ...rest] = filled;
  if (!first) throw new DomainError("batches.empty");
  const isNamed = first.cells.some((cell) => /\p{L}{2}/u.test(cell));
  const rows = isNamed ? rest : filled;
  if (rows.length === 0) throw new DomainError("batches.empty");
  if (rows.length > MAX_ROWS) throw new DomainError("batches.too-many-rows", { details: { most: MAX_ROWS } });
  const width = filled.reduce((widest, { cells }) => Math.max(widest, trimmed(cells)), 0);
  if (width > MAX_COLUMNS) throw new DomainError("batches.too-wide", { details: { most: MAX_COLUMNS } });
  const wide = (cells: readonly string[]) => Array.from({ length: width }, (_, n) => cells[n] ?? "");
  const columns = isNamed ? wide(first.cells) : Array.from({ length: width }, () => "");
  return { columns, rows: rows.map(({ line, cells }) => ({ line, cells: wide(cells) })) };
}

function trimmed(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== "") + 1;
}

// What no database takes, and no person reads.
function cleanCell(cell: string): string {
  return cell
    .replace(/[\t\r\n]+/g, " ")
    .replace(/[\p{Cc}\p{Cs}]/gu, "")
    .trim()
    .slice(0, MAX_CELL);
}
