import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { DomainError } from "./errors";

/*
 * `min` metadata (29 KB compressed with its code; `mobile` 34, `max` 49): country codes, lengths and grouping, which is all
 * that is asked here. Whether a number is in use is for the registry of people to say: range tables age, and would refuse
 * people whose operator was given a new range.
 */

declare const brand: unique symbol;

/** A phone number in its one stored spelling: "+2348123456781". */
export type E164 = string & { readonly [brand]: "E164" };

/** Digits after a plus, single spaces, dashes or dots between them, at most 15 digits; the parser below is far laxer. */
const INTERNATIONAL = /^\+[1-9](?:[ .-]?[0-9]){6,14}$/;

/**
 * The phone in its stored spelling. Accepts the international form with single spaces, dashes and dots between digits
 * (Distributor API). Refuses with `phone.malformed` all else: `tel:`, `(0)`, extensions, letters, other digits than ASCII,
 * invisible characters, no plus, a country code that does not exist, a length its country does not have, and a trunk
 * prefix after the country code, which nobody should have to guess away.
 */
export function parsePhone(text: string): E164 {
  if (typeof text !== "string" || !INTERNATIONAL.test(text)) throw new DomainError("phone.malformed");
  const digits = text.replace(/[ .-]/g, "");
  const parsed = parsePhoneNumberFromString(digits);
  if (!parsed?.isPossible() || parsed.number !== digits) throw new DomainError("phone.malformed");
  return digits as E164;
}

/** The phone for people, grouped as its country does: "+234 812 345 6781". */
export function formatPhone(phone: E164): string {
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
}

/** The phone for those who need not know it: country code and last four digits (two of short numbers), "+234 ••• ••• 6781". */
export function maskPhone(phone: E164): string {
  const grouped = formatPhone(phone);
  const countryEnd = Math.max(grouped.indexOf(" "), 2);
  const national = grouped.slice(countryEnd);
  const digits = national.replace(/[^0-9]/g, "").length;
  const hidden = digits - (digits < 8 ? 2 : 4);
  let seen = 0;
  return grouped.slice(0, countryEnd) + national.replace(/[0-9]/g, (digit) => (seen++ < hidden ? "•" : digit));
}
