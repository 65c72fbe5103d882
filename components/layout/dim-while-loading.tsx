"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useState } from "react";

/** Between a click on a link inside and its answer the old rows stay, dimmed: they never blank. */
export function DimWhileLoading({ children }: { children: ReactNode }) {
  const here = `${usePathname()}?${useSearchParams()}`;
  const [leaving, setLeaving] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is the answer
  useEffect(() => setLeaving(false), [here]);

  function onClick(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    const link = (event.target as Element).closest("a");
    if (!link || link.hasAttribute("download") || link.target) return;
    setLeaving(`${link.pathname}?${link.search.slice(1)}` !== here);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: watches the clicks on the links inside, and takes none itself
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div
      onClick={onClick}
      aria-busy={leaving}
      className="flex flex-col gap-3.5 aria-busy:[&_table]:opacity-60 [&_table]:transition-opacity"
    >
      {children}
    </div>
  );
}
