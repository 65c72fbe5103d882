import { amountInWords } from "@/lib/kernel/amount-words";
import type { Currency } from "@/lib/kernel/currencies";
import { isDomainError } from "@/lib/kernel/errors";
import { parseMoney } from "@/lib/kernel/money";
import { plainAmount } from "./plain-amount";

/** A typed amount in words with a capital letter; "" for what is no amount. */
export function spellAmount(typed: string, currency: Currency): string {
  try {
    const words = amountInWords(parseMoney(plainAmount(typed), currency));
    return words.charAt(0).toUpperCase() + words.slice(1);
  } catch (error) {
    if (isDomainError(error)) return "";
    throw error;
  }
}
