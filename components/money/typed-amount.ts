import { groupDigits } from "./money-text";

// Thousands in threes, by one kind of separator that people use; "12,50" and "1,5" are decimals to half of the world.
const GROUPED = /^[0-9]{1,3}(?:([,\s\u00a0\u202f_'])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]*)?$/;
const SEPARATORS = /[,\s\u00a0\u202f_']/g;

/**
 * What a person typed, as the strict text that travels: separators gone, no leading zeros. `null` where it cannot become an amount of a
 * currency with `exponent` decimals: nothing is rounded, dropped or guessed.
 * @param ownSeparators the separators are those this field has put there, wherever an edit has left them; others must part thousands
 */
export function strictAmount(typed: string, exponent: number, ownSeparators = false): string | null {
  const bare = typed.trim().replace(SEPARATORS, "");
  if (!ownSeparators && bare !== typed.trim() && !GROUPED.test(typed.trim())) return null;
  if (!/^[0-9]{0,15}(?:\.[0-9]*)?$/.test(bare)) return null;
  const [whole = "", decimals] = bare.split(".");
  if (decimals !== undefined && (exponent === 0 || decimals.length > exponent)) return null;
  const trimmed = whole.replace(/^0+(?=[0-9])/, "");
  return decimals === undefined ? trimmed : `${trimmed === "" ? "0" : trimmed}.${decimals}`;
}

/** The strict text with separators, half-typed decimals kept: "2500." shows as "2,500.". */
export function shownAmount(strict: string): string {
  return groupDigits(strict);
}

/** Where the caret belongs after separators moved: behind as many digits as before. */
export function caretAfter(shown: string, significantBefore: number): number {
  let seen = 0;
  for (let at = 0; at < shown.length; at += 1) {
    if (seen === significantBefore) return at;
    if (shown.charAt(at) !== ",") seen += 1;
  }
  return shown.length;
}
