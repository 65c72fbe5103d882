import type { ReactNode } from "react";
import { cn } from "./cn";

/** Facts of a thing, name and value; rows without a value are left out. `isVerbatim`: the name stands as a record has it, in no language. */
export function DefinitionList({
  items,
  className,
}: {
  items: readonly { term: string; value: ReactNode; note?: ReactNode; isVerbatim?: boolean }[];
  className?: string;
}) {
  return (
    <dl className={cn("grid grid-cols-[112px_1fr] gap-x-3 gap-y-1.75 text-s max-sm:grid-cols-[86px_1fr]", className)}>
      {items
        .filter((item) => item.value !== null && item.value !== undefined && item.value !== "")
        .map((item) => (
          <div key={item.term} className="contents">
            <dt data-verbatim={item.isVerbatim || undefined} className="text-ink-3">
              {item.term}
            </dt>
            <dd className="min-w-0 wrap-anywhere">
              {item.value}
              {item.note ? <span className="block text-xs text-ink-3">{item.note}</span> : null}
            </dd>
          </div>
        ))}
    </dl>
  );
}
