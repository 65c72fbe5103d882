/* Active ISO 4217 currencies by number of decimals; fund, metal and testing codes are left out. */

// biome-ignore format: a table reads better in rows
const NO_DECIMALS = [
  "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
] as const;
// biome-ignore format: a table reads better in rows
const TWO_DECIMALS = [
  "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD", "BND", "BOB", "BRL",
  "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DKK", "DOP",
  "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL",
  "HTG", "HUF", "IDR", "ILS", "INR", "IRR", "JMD", "KES", "KGS", "KHR", "KPW", "KYD", "KZT", "LAK", "LBP", "LKR",
  "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN",
  "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB",
  "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB",
  "TJS", "TMT", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "USD", "UYU", "UZS", "VED", "VES", "WST", "XCD", "XCG",
  "YER", "ZAR", "ZMW", "ZWG",
] as const;
const THREE_DECIMALS = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"] as const;

/** An ISO 4217 code. With at most three decimals, 15 digits before the point always fit a signed 64-bit integer. */
export type Currency = (typeof NO_DECIMALS | typeof TWO_DECIMALS | typeof THREE_DECIMALS)[number];

const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...NO_DECIMALS.map((code) => [code, 0] as const),
  ...TWO_DECIMALS.map((code) => [code, 2] as const),
  ...THREE_DECIMALS.map((code) => [code, 3] as const),
]);

/** Every currency an issuer can choose, in alphabetical order. */
export const CURRENCIES: readonly Currency[] = [...NO_DECIMALS, ...TWO_DECIMALS, ...THREE_DECIMALS].sort();

/** Whether a text is the code of a currency known here (upper case only). */
export function isCurrency(text: string): text is Currency {
  return EXPONENTS.has(text);
}

/** Number of decimals of a currency by ISO 4217: NGN 2, UGX 0, KWD 3. A TypeError for anything else is a bug of ours. */
export function exponentOf(currency: Currency): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new TypeError(`not a currency: ${currency}`);
  return exponent;
}
