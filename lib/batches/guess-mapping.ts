import type { Mapping } from "./schemas";

/** Names of columns, in a few of the languages that files come in; compared without case, spaces and marks. */
const NAMES = {
  phone: [
    "phone",
    "phonenumber",
    "mobile",
    "mobilenumber",
    "msisdn",
    "telephone",
    "tel",
    "number",
    "customer",
    "recipient",
    "numero",
    "telefon",
    "simu",
  ],
  amount: ["amount", "value", "sum", "ngn", "ugx", "total", "montant", "betrag", "monto", "valor", "kiasi"],
  memo: ["memo", "note", "notes", "comment", "description", "reason", "remark", "remarks", "narration", "reference"],
} as const;

/**
 * Which column is what, by the names in the first line; null where phone or amount cannot be told. Without names the two columns of a file of two
 * (or three, with a note) are taken in the order of the template.
 */
export function guessMapping(columns: readonly string[]): Mapping | null {
  if (columns.every((name) => name === ""))
    return columns.length === 2 || columns.length === 3 ? inOrder(columns.length) : null;
  const phone = find(columns, NAMES.phone);
  const amount = find(columns, NAMES.amount);
  if (phone === null || amount === null || phone === amount) return null;
  const memo = find(columns, NAMES.memo);
  return { phone, amount, memo: memo === phone || memo === amount ? null : memo };
}

function inOrder(width: number): Mapping {
  return { phone: 0, amount: 1, memo: width === 3 ? 2 : null };
}

/** The column with one of these names, or else with one that begins with it; the better name first. */
function find(columns: readonly string[], names: readonly string[]): number | null {
  const keys = columns.map((column) =>
    column
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}]/gu, ""),
  );
  for (const fits of [
    (key: string, name: string) => key === name,
    (key: string, name: string) => key.startsWith(name),
  ]) {
    for (const name of names) {
      const place = keys.findIndex((key) => fits(key, name));
      if (place !== -1) return place;
    }
  }
  return null;
}
