import { formatAmount, type Money } from "@/lib/kernel/money";

/** An amount as the audit tells it; nothing where no money moves. */
export function inWords(amount: Money | null): { readonly amount?: string; readonly currency?: string } {
  return amount ? { amount: formatAmount(amount), currency: amount.currency } : {};
}
