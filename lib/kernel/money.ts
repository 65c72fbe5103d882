import { type Currency, exponentOf } from "./currencies";
import { DomainError } from "./errors";

declare const brand: unique symbol;

/** An exact amount in minor units of its currency (kobo for NGN). Made by `money`, `parseMoney` and the arithmetic only. */
export type Money = { readonly minor: bigint; readonly currency: Currency; readonly [brand]: "money" };

const DECIMAL = /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;
const MINOR = /^(?:0|-?[1-9][0-9]*)$/;
const MAX_WHOLE_DIGITS = 15;

/** Money from minor units, as the database holds them. Any sign: balances and differences may be negative. */
export function money(minor: bigint, currency: Currency): Money {
  // A driver without a bigint parser returns text, and text concatenates where amounts should add.
  if (typeof minor !== "bigint") throw new TypeError(`minor units must be a bigint, not ${typeof minor}`);
  exponentOf(currency);
  return { minor, currency } as Money;
}

/**
 * The one parser of amounts that people and machines write, strict and exact (Distributor API, "The amount is exact"):
 * digits on both sides of a point, at most the currency's decimals and 15 digits before the point, more than zero.
 * Throws `money.malformed`, `money.too-large`, `money.too-many-decimals`, `money.not-positive`.
 */
export function parseMoney(text: string, currency: Currency): Money {
  const match = typeof text === "string" ? DECIMAL.exec(text) : null;
  if (!match) throw new DomainError("money.malformed");
  const [, whole = "", decimals = ""] = match;
  const exponent = exponentOf(currency);
  if (whole.length > MAX_WHOLE_DIGITS) throw new DomainError("money.too-large");
  if (decimals.length > exponent) {
    throw new DomainError("money.too-many-decimals", { details: { currency, decimals: exponent } });
  }
  const minor = BigInt(whole + decimals.padEnd(exponent, "0"));
  if (minor === 0n) throw new DomainError("money.not-positive");
  return money(minor, currency);
}

/** Money from minor units in a text, as they travel to client components: "12345" and NGN is 123.45. Throws `money.malformed`. */
export function fromMinorString(text: string, currency: Currency): Money {
  if (typeof text !== "string" || !MINOR.test(text)) throw new DomainError("money.malformed");
  return money(BigInt(text), currency);
}

/** The plain decimal of the wire: "5000.00", "-5000.00", "5000" for a currency without decimals. */
export function formatAmount(amount: Money): string {
  const exponent = exponentOf(amount.currency);
  const sign = amount.minor < 0n ? "-" : "";
  const digits = (amount.minor < 0n ? -amount.minor : amount.minor).toString().padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The decimal for people, thousands separated: "5,000.00". The currency is shown beside it. */
export function formatGrouped(amount: Money): string {
  const [whole = "", decimals] = formatAmount(amount).split(".");
  const grouped = whole.replace(/(?<=[0-9])(?=(?:[0-9]{3})+$)/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** Sum of two amounts of one currency. */
export function addMoney(a: Money, b: Money): Money {
  return money(a.minor + sameCurrency(a, b).minor, a.currency);
}

/** First amount less the second, of one currency; may be negative. */
export function subtractMoney(a: Money, b: Money): Money {
  return money(a.minor - sameCurrency(a, b).minor, a.currency);
}

/** -1, 0 or 1 as the first amount is less than, equal to or more than the second, of one currency. */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  const other = sameCurrency(a, b);
  if (a.minor === other.minor) return 0;
  return a.minor < other.minor ? -1 : 1;
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`two currencies: ${a.currency} and ${b.currency}`);
  return b;
}
