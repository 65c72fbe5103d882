"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

/** Copies the code of its block. Outside a secure context there is no clipboard: there the code is selected, and one key copies it. */
export function CopyCode({ code, target }: { code: string; target: string }) {
  const t = useTranslations("developers.code");
  const [done, setDone] = useState<"copied" | "select" | null>(null);
  useEffect(() => {
    if (done === null) return;
    const timer = setTimeout(() => setDone(null), 1_600);
    return () => clearTimeout(timer);
  }, [done]);

  async function copy() {
    const block = document.getElementById(target);
    try {
      await navigator.clipboard.writeText(code);
      setDone("copied");
    } catch {
      if (block) getSelection()?.selectAllChildren(block);
      setDone("select");
    }
  }

  const Icon = done ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => void copy()}
      className="inline-flex h-7 items-center gap-1.5 rounded-control px-2 text-xs text-ink-3 transition-colors hover:bg-hover hover:text-ink max-sm:h-11 max-sm:px-3 print:hidden"
    >
      <Icon aria-hidden="true" className={done ? "size-3.5 text-good" : "size-3.5"} />
      <span role="status">{done ? t(done) : null}</span>
      {done ? null : t("copy")}
    </button>
  );
}
