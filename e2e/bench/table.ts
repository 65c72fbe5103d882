import type { Row } from "./run-measurement";

const HEAD = ["", "median", "min–max", "baseline", "ratio (min–max)", "target", "p50 ms", "p99 ms", ""];

/** The rows as a table of text: one line each, columns aligned. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? "").length)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cellsOf(row: Row): string[] {
  const ratio =
    row.ratio === null ? "" : `${row.ratio.toFixed(2)} (${row.ratio_min?.toFixed(2)}–${row.ratio_max?.toFixed(2)})`;
  return [
    row.name,
    `${figure(row.value)} ${row.unit}`,
    `${figure(row.min)}–${figure(row.max)}`,
    row.baseline === null ? "" : figure(row.baseline),
    ratio,
    row.target ?? "",
    row.p50_ms?.toFixed(2) ?? "",
    row.p99_ms?.toFixed(2) ?? "",
    row.met === null ? "" : row.met ? "met" : "NOT MET",
  ];
}

/** Four digits say all that a bench can know. */
function figure(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(4)));
}
