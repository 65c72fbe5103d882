/** What a spreadsheet would take for a formula: OWASP's list of beginnings, also in full width, also behind spaces. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/**
 * Where a semicolon separates cells, as in half of Europe, one begins after it, whatever quotes stand around; and so does a line after a break inside
 * a quoted cell, since to such a reader the quote does not begin its cell.
 */
const FORMULA_INSIDE = /([;\r\n])(?=\s*[=+\-@\t\r＝＋－＠])/g;

/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would execute gets an apostrophe in front; that includes phones, which begin with
 * a plus. Null is an empty cell.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? "")).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const inner = text.replace(FORMULA_INSIDE, "$1'");
  const safe = FORMULA.test(inner) ? `'${inner}` : inner;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
