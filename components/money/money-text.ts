/** An amount as it travels to the screen: a plain decimal from `formatAmount`, "250000.00", and its currency. Never a number. */
export type MoneyText = { amount: string; currency: string };

/** "250000.00" as "250,000.00". Works on text alone; what already has separators comes back the same. */
export function groupDigits(amount: string): string {
  const [whole = "", decimals] = amount.replaceAll(",", "").split(".");
  const grouped = whole.replace(/(?<=[0-9])(?=(?:[0-9]{3})+$)/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
