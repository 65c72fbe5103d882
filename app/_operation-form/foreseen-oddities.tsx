"use client";

import { useEffect, useState } from "react";
import { Oddities } from "@/components/operations/oddities";
import type { Oddity } from "@/components/operations/operation-view";

/**
 * What the checker would find odd, shown to the maker before it is sent: the same phone and amount a moment ago, far more than usual, nobody
 * they ever paid. It stops nobody, and when it cannot be asked nothing is said.
 */
export function ForeseenOddities({ amount, phone }: { amount: string; phone: string | null }) {
  const [oddities, setOddities] = useState<readonly Oddity[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    void ask(amount, phone, leaving.signal).then(setOddities, () => undefined);
    return () => leaving.abort();
  }, [amount, phone]);
  return (
    <div role="status" className="flex flex-col gap-2.5 empty:hidden">
      <Oddities oddities={oddities} />
    </div>
  );
}

async function ask(amount: string, phone: string | null, signal: AbortSignal): Promise<readonly Oddity[]> {
  const query = new URLSearchParams({ amount, ...(phone === null ? {} : { phone }) });
  const response = await fetch(`/api/portal/oddities?${query}`, { signal });
  if (!response.ok) return [];
  return ((await response.json()) as { oddities: readonly Oddity[] }).oddities;
}
