import { type Currency, exponentOf } from "@/lib/kernel/currencies";
import { type ErrorCode, isDomainError } from "@/lib/kernel/errors";
import { type Money, parseMoney } from "@/lib/kernel/money";
import type { LineNote, LineProblem } from "./schemas";

/** An amount as a file has it: understood, perhaps put right; or what is wrong with it. */
export type JudgedAmount =
  | { readonly ok: true; readonly amount: Money; readonly note: LineNote | null }
  | { readonly ok: false; readonly problem: LineProblem };

const PROBLEMS: Partial<Record<ErrorCode, LineProblem>> = {
  "money.not-positive": "amount-not-positive",
  "money.too-large": "amount-too-large",
  "money.too-many-decimals": "amount-decimals",
};

/**
 * An amount as people write it: "5000", "5,000.00", "NGN 5 000,00". Never rounded, and never guessed: where a comma or a point may separate thousands
 * or decimals, and the amount would be another, it is for its maker to say.
 */
export function judgeAmount(typed: string, currency: Currency): JudgedAmount {
  const text = typed
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Cc}]/gu, "")
    .replace(/^['’]/, "")
    .trim();
  if (text === "") return { ok: false, problem: "amount-missing" };
  const bare = text.replace(new RegExp(`^${currency}\\b|\\b${currency}$`, "i"), "").trim();
  if (/^-/.test(bare) && /[0-9]/.test(bare)) return { ok: false, problem: "amount-not-positive" };
  const plain = plainOf(bare.replace(/(?<=[0-9])[ '’](?=[0-9]{3}(?![0-9]))/g, ""), exponentOf(currency));
  if (plain === "ambiguous") return { ok: false, problem: "amount-ambiguous" };
  if (plain === null) return { ok: false, problem: "amount-malformed" };
  try {
    const amount = parseMoney(plain, currency);
    return { ok: true, amount, note: plain === typed ? null : "amount-tidied" };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { ok: false, problem: PROBLEMS[error.code] ?? "amount-malformed" };
  }
}

/** The plain decimal that is meant, null where it is none, "ambiguous" where it may be two. */
function plainOf(text: string, exponent: number): string | null {
  if (!/^[0-9][0-9.,]*$/.test(text) || /[.,]$/.test(text)) return null;
  const point = text.lastIndexOf(".");
  const comma = text.lastIndexOf(",");
  if (comma === -1 && point === -1) return text.replace(/^0+(?=[0-9])/, "");
  // With both, the last one separates the decimals.
  if (comma !== -1 && point !== -1) {
    const [decimal, group] = comma > point ? ([",", "."] as const) : ([".", ","] as const);
    return grouped(text, group, decimal);
  }
  const mark = comma === -1 ? "." : ",";
  const parts = text.split(mark);
  if (parts.length > 2) return grouped(text, mark, null);
  const [whole = "", rest = ""] = parts;
  // "5,000" is five thousand, or five with three decimals where the currency has so many; a point is a decimal one to whoever reads it.
  const isGroup = /^[1-9][0-9]{0,2}$/.test(whole) && rest.length === 3;
  if (isGroup && (exponent >= 3 || mark === ".")) return mark === "." && exponent >= 3 ? text : "ambiguous";
  if (isGroup) return whole + rest;
  return `${whole.replace(/^0+(?=[0-9])/, "")}.${rest}`;
}

function grouped(text: string, group: string, decimal: string | null): string | null {
  const cut = decimal === null ? -1 : text.lastIndexOf(decimal);
  const whole = cut === -1 ? text : text.slice(0, cut);
  const parts = whole.split(group);
  const isRight = parts.every((part, n) => (n === 0 ? /^[1-9][0-9]{0,2}$/ : /^[0-9]{3}$/).test(part));
  if (!isRight) return null;
  return cut === -1 ? parts.join("") : `${parts.join("")}.${text.slice(cut + 1)}`;
}
