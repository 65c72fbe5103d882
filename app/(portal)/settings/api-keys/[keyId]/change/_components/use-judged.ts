"use client";

import { useEffect, useState } from "react";
import type { Currency } from "@/lib/kernel/currencies";
import type { TypedMandate } from "../../../_components/typed-mandate";
import { type JudgedChange, judgeChange, type TypedChange } from "./judge-change";

/** What a change would do, as it is typed; null while that cannot be said. What compares is fetched with the first change. */
export function useJudged(
  before: TypedMandate,
  after: TypedChange,
  { currency, expiresAt }: { readonly currency: Currency; readonly expiresAt: string },
): JudgedChange | null {
  const [judged, setJudged] = useState<JudgedChange | null>({ atOnce: [], asked: [] });
  useEffect(() => {
    let isLate = false;
    void judgeChange(before, after, { currency, expiresAt: new Date(expiresAt), now: new Date() }).then(
      (found) => isLate || setJudged(found),
      () => isLate || setJudged(null),
    );
    return () => {
      isLate = true;
    };
  }, [before, after, currency, expiresAt]);
  return judged;
}
