import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Where a form stands: a card on a desktop, the page itself on a phone. With `heading` it is one of several on its page. */
export function FormCard({ heading, intro, children }: { heading?: string; intro: ReactNode; children: ReactNode }) {
  return (
    <div
      className={cn(
        "w-full max-w-xl sm:rounded-card sm:border sm:border-line sm:bg-surface sm:p-6 sm:shadow-card",
        heading ? "max-xl:mx-auto" : "sm:mx-auto",
      )}
    >
      {heading ? <h2 className="mb-1 text-m font-semibold max-xl:sr-only">{heading}</h2> : null}
      <p className="mb-5 text-s text-ink-3">{intro}</p>
      {children}
    </div>
  );
}
