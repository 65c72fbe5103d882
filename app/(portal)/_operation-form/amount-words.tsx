"use client";

import { useEffect, useState } from "react";
import { isCurrency } from "@/lib/kernel/currencies";
import { isDomainError } from "@/lib/kernel/errors";
import { parseMoney } from "@/lib/kernel/money";

/** The amount in words, to be read against the figures. The speller is loaded when the first amount is typed. */
export function AmountWords({ amount, currency }: { amount: string; currency: string }) {
  const words = useAmountWords(amount, currency);
  return (
    <p aria-live="polite" className="text-s text-ink-3 empty:hidden">
      {words}
    </p>
  );
}

/** The words of a plain decimal, "" while there is no amount to spell. */
export function useAmountWords(amount: string, currency: string): string {
  const [words, setWords] = useState("");
  useEffect(() => {
    let current = true;
    void spell(amount, currency).then((text) => current && setWords(text));
    return () => {
      current = false;
    };
  }, [amount, currency]);
  return words;
}

async function spell(amount: string, currency: string): Promise<string> {
  if (amount === "" || !isCurrency(currency)) return "";
  try {
    const value = parseMoney(amount, currency);
    const { amountInWords } = await import("@/lib/kernel/amount-words");
    const text = amountInWords(value);
    return text.charAt(0).toUpperCase() + text.slice(1);
  } catch (error) {
    if (isDomainError(error)) return "";
    throw error;
  }
}
