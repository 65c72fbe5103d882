"use client";

import { useEffect, useState } from "react";
import type { Currency } from "@/lib/kernel/currencies";

/** What a typed amount means: its words, and what would be left of the float (a plain decimal), where that was asked. */
export type AmountFacts = { readonly words: string; readonly after: string | null };

const NOTHING: AmountFacts = { words: "", after: null };

/**
 * Facts of a typed amount. Sums and spelling are loaded with the first amount that is typed: nobody waits for them to see the form.
 * @param available what may be spent, a plain decimal; null where it is nobody's business
 */
export function useAmountFacts(typed: string, currency: Currency, available: string | null): AmountFacts {
  const [facts, setFacts] = useState(NOTHING);
  useEffect(() => {
    let current = true;
    // Without the network there are no words; what is typed stays, and Continue says what is wrong.
    void factsOf(typed, currency, available).then(
      (found) => current && setFacts(found),
      () => current && setFacts(NOTHING),
    );
    return () => {
      current = false;
    };
  }, [typed, currency, available]);
  return facts;
}

async function factsOf(typed: string, currency: Currency, available: string | null): Promise<AmountFacts> {
  if (typed === "") return NOTHING;
  const [{ judgeAmount }, { spellAmount }] = await Promise.all([import("./judge-amount"), import("./spell-amount")]);
  const judged = judgeAmount(typed, available, currency);
  return { words: spellAmount(typed, currency), after: judged.ok ? judged.after : null };
}
