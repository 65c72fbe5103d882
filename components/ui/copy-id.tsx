"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

/** An id with its type prefix, in monospace; a click copies it. Long ids are shortened in the middle by `shown`, copied whole. */
export function CopyId({ value, shown }: { value: string; shown?: string }) {
  const t = useTranslations("ui.copyId");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={copied ? t("copied") : t("copy", { id: value })}
      // Outside a secure context there is no clipboard; the text can still be selected.
      onClick={() => void navigator.clipboard?.writeText(value).then(() => setCopied(true))}
      className="group/copy relative -mx-1 inline-flex max-w-full items-center gap-1.5 rounded-tick px-1 text-left align-baseline font-mono text-xs font-medium text-ink-2 select-text after:absolute after:inset-x-0 after:-inset-y-1 after:content-[''] hover:bg-hover hover:text-ink"
    >
      <span className="min-w-0 wrap-anywhere">{shown ?? value}</span>
      <Icon
        aria-hidden="true"
        className={
          copied
            ? "size-3 shrink-0 text-good"
            : "size-3 shrink-0 text-ink-3 opacity-0 transition-opacity group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100 pointer-coarse:opacity-100"
        }
      />
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </button>
  );
}
