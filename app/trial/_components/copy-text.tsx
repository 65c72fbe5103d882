"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";

/** A text that a click copies. `label` says what it is for who cannot see it; the copied mark stays a moment. */
export function CopyText({
  value,
  label,
  copied,
  className,
  children,
}: {
  value: string;
  label: string;
  /** The word for "copied". */
  copied: string;
  className?: string;
  children: ReactNode;
}) {
  const [done, setDone] = useState<string | null>(null);
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => setDone(null), 1_600);
    return () => clearTimeout(timer);
  }, [done]);
  // Another value under the same button was not copied.
  const shown = done === value;
  const Icon = shown ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={label}
      onClick={() => void navigator.clipboard?.writeText(value).then(() => setDone(value))}
      className={cn(
        "group/copy inline-flex min-h-7 items-center gap-1.5 rounded-control text-left select-text hover:bg-hover max-sm:min-h-11",
        className,
      )}
    >
      {children}
      <Icon
        aria-hidden="true"
        className={cn(
          "size-3.5 shrink-0 transition-opacity",
          shown
            ? "text-good"
            : "text-ink-3 opacity-40 group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100",
        )}
      />
      <span role="status" className="sr-only">
        {shown ? copied : ""}
      </span>
    </button>
  );
}
