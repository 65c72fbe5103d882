/** What a spreadsheet would take for a formula: OWASP's list of beginnings, also behind spaces. */
const FORMULA = /^\s*[=+\-@\t\r]/;

/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would execute gets an apostrophe in front; that includes phones, which begin with
 * a plus. Null is an empty cell.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? "")).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
