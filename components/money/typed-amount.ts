import { groupDigits } from "./money-text";

/**
 * What a person typed, as the strict text that travels: separators and spaces gone, no leading zeros. `null` where it
 * cannot become an amount of a currency with `exponent` decimals; nothing is rounded or guessed.
 */
export function strictAmount(typed: string, exponent: number): string | null {
  const bare = typed.replace(/[,\s\u00a0\u202f_']/g, "");
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
