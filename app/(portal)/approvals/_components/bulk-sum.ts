import { isCurrency } from "@/lib/kernel/currencies";
import { addMoney, formatGrouped, type Money, parseMoney } from "@/lib/kernel/money";

/** The sum of amounts, one per currency, as people read it: "NGN 55,500.00". */
export function sumsOf(amounts: readonly { readonly amount: string; readonly currency: string }[]): string[] {
  const sums = new Map<string, Money>();
  for (const { amount, currency } of amounts) {
    if (!isCurrency(currency)) continue;
    const value = parseMoney(amount, currency);
    const sum = sums.get(currency);
    sums.set(currency, sum ? addMoney(sum, value) : value);
  }
  return [...sums.values()].map((sum) => `${sum.currency} ${formatGrouped(sum)}`);
}
