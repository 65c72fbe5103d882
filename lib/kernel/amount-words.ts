import { ToWords } from "to-words/en-GB";
import { type Currency, exponentOf } from "./currencies";
import type { Money } from "./money";

/*
 * 5 KB compressed with the one locale it takes, and needed only where an amount is typed: in the browser import it lazily,
 * `const { amountInWords } = await import("@/lib/kernel/amount-words")`.
 */

type Names = readonly [one: string, many: string, minorOne?: string, minorMany?: string];

/** What people call the money they are likely to handle here; any other is called by its code. */
const NAMES: Partial<Record<Currency, Names>> = {
  NGN: ["naira", "naira", "kobo", "kobo"],
  GHS: ["cedi", "cedis", "pesewa", "pesewas"],
  KES: ["shilling", "shillings", "cent", "cents"],
  TZS: ["shilling", "shillings", "cent", "cents"],
  UGX: ["shilling", "shillings"],
  RWF: ["franc", "francs"],
  XOF: ["franc", "francs"],
  XAF: ["franc", "francs"],
  ZAR: ["rand", "rand", "cent", "cents"],
  ZMW: ["kwacha", "kwacha", "ngwee", "ngwee"],
  USD: ["dollar", "dollars", "cent", "cents"],
  EUR: ["euro", "euros", "cent", "cents"],
  GBP: ["pound", "pounds", "penny", "pence"],
  KWD: ["dinar", "dinars", "fils", "fils"],
};

const HYPHENATED =
  /\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety) (?=(?:one|two|three|four|five|six|seven|eight|nine)\b)/g;

const words = new ToWords();

/**
 * The amount in English words, to be read against the figures: "two hundred and fifty thousand naira and fifty kobo". Minor
 * units of a currency without a name here are written as on a cheque: "five COP and 50/100".
 */
export function amountInWords(amount: Money): string {
  const scale = 10n ** BigInt(exponentOf(amount.currency));
  const minus = amount.minor < 0n ? "minus " : "";
  const size = amount.minor < 0n ? -amount.minor : amount.minor;
  const [whole, rest] = [size / scale, size % scale];
  const [one, many, minorOne, minorMany] = NAMES[amount.currency] ?? [amount.currency, amount.currency];

  const minor = minorOne && minorMany ? `${inWords(rest)} ${rest === 1n ? minorOne : minorMany}` : `${rest}/${scale}`;
  if (whole === 0n && rest > 0n && minorOne) return minus + minor;
  const major = `${inWords(whole)} ${whole === 1n ? one : many}`;
  return minus + (rest === 0n ? major : `${major} and ${minor}`);
}

function inWords(number: bigint): string {
  return words.convert(number, { useAnd: true }).toLowerCase().replace(HYPHENATED, "$1-");
}
