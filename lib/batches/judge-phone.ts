import { type CountryCode, getCountryCallingCode, isSupportedCountry } from "libphonenumber-js/min";
import type { Currency } from "@/lib/kernel/currencies";
import { isDomainError } from "@/lib/kernel/errors";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import type { LineNote, LineProblem } from "./schemas";

/** A phone as a file has it: understood, perhaps put right; or what is wrong with it. */
export type JudgedPhone =
  | { readonly ok: true; readonly phone: E164; readonly note: LineNote | null }
  | { readonly ok: false; readonly problem: LineProblem };

const SCIENTIFIC = /^([0-9])(?:[.,]([0-9]+))?e\+?([0-9]{1,2})$/i;
/** What a spreadsheet shows of text that is to stay text, and what hides a number from it. */
const WRAPPED = /^(?:'|’|="?|")+|"+$/g;
const GROUPED = /^\+?[0-9]{1,3}(?:,[0-9]{3})+$/;
/** So many zeros at its end no phone has by chance: a spreadsheet has rounded it. */
const ROUNDED = /0{6,}$/;

const LONGEST_AT_HOME = 10;

/** The country code of a currency's own country ("234" of NGN); null for currencies of several. */
export function callingCodeOf(currency: Currency): string | null {
  const country = currency.slice(0, 2) as CountryCode;
  return isSupportedCountry(country) ? getCountryCallingCode(country) : null;
}

/**
 * A phone as somebody has typed it into a spreadsheet, and the spreadsheet has ruined it: turned into a number, without its plus or its leading zero,
 * in scientific notation. What can be put right without doubt is, and says so; where digits are lost nothing is guessed.
 * @param home the country code that is meant where there is none
 */
export function judgePhone(typed: string, home: string | null): JudgedPhone {
  const text = tidy(typed);
  if (text === "") return wrong("phone-missing");
  if (/^#+$/.test(text)) return wrong("phone-hashes");
  const scientific = SCIENTIFIC.exec(text.replace(/\s/g, ""));
  if (scientific) return restored(scientific, home);
  if (GROUPED.test(text)) return again(judgePhone(text.replaceAll(",", ""), home), "phone-restored");
  const decimal = /^(\+?[0-9]+)[.,]0+$/.exec(text);
  if (decimal) return again(judgePhone(decimal[1] ?? "", home), "phone-restored");
  if (!/^[+0-9() ./-]+$/.test(text)) return wrong("phone-malformed");
  // "(0)" is what is dialled at home alone.
  const digits = text.replace(/\(0\)/g, "").replace(/[^+0-9]/g, "");
  return digits.startsWith("+") ? international(digits, home) : national(digits, home);
}

function tidy(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Cc}]/gu, "")
    .trim()
    .replace(WRAPPED, "")
    .trim();
}

function restored([, first = "", rest = "", exponent = ""]: RegExpExecArray, home: string | null): JudgedPhone {
  // "2.34812E+12" has lost what came after: seven digits that nobody can know.
  if (rest.length < Number(exponent)) return wrong("phone-scientific");
  return again(judgePhone(first + rest, home), "phone-restored");
}

function international(digits: string, home: string | null): JudgedPhone {
  const phone = possible(digits);
  if (phone) return right(phone, null);
  // "+234 0812 …": the zero is dialled within the country alone.
  const trunk =
    home !== null && digits.startsWith(`+${home}0`) ? possible(`+${home}${digits.slice(home.length + 2)}`) : null;
  return trunk ? right(trunk, "phone-trunk-zero") : wrongLength(digits);
}

function national(digits: string, home: string | null): JudgedPhone {
  if (digits.startsWith("00")) return again(international(`+${digits.slice(2)}`, home), "phone-plus-added");
  if (digits.startsWith("0")) {
    const phone = home === null ? null : possible(`+${home}${digits.slice(1)}`);
    return phone ? right(phone, "phone-country-assumed") : wrongLength(digits);
  }
  if (ROUNDED.test(digits)) return wrong("phone-rounded");
  const withPlus = possible(`+${digits}`);
  if (withPlus && (home === null || digits.startsWith(home))) return right(withPlus, "phone-plus-added");
  // With its country code a number is longer than any at home, which has lost its zero.
  const atHome = home === null || digits.length > LONGEST_AT_HOME ? null : possible(`+${home}${digits}`);
  if (atHome) return right(atHome, "phone-zero-lost");
  return withPlus ? right(withPlus, "phone-plus-added") : wrongLength(digits);
}

function possible(text: string): E164 | null {
  try {
    return parsePhone(text);
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}

/** A phone of at most 15 digits with its country code has at least eight that anybody uses for mobiles. */
function wrongLength(digits: string): JudgedPhone {
  const { length } = digits.replace("+", "");
  return wrong(length < 9 ? "phone-short" : length > 15 ? "phone-long" : "phone-malformed");
}

function again(judged: JudgedPhone, note: LineNote): JudgedPhone {
  return judged.ok ? { ...judged, note: judged.note ?? note } : judged;
}

function right(phone: E164, note: LineNote | null): JudgedPhone {
  return { ok: true, phone, note };
}

function wrong(problem: LineProblem): JudgedPhone {
  return { ok: false, problem };
}
