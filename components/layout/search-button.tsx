"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Kbd } from "@/components/ui/kbd";
import { openPalette } from "./open-palette";

/** Looks like the search field it opens. `compact` is the icon alone, for a phone's top bar. */
export function SearchButton({ compact = false }: { compact?: boolean }) {
  const t = useTranslations("shell.search");
  if (compact)
    return (
      <button
        type="button"
        aria-label={t("open")}
        onClick={openPalette}
        className="grid size-11 place-items-center rounded-control text-ink-2 hover:bg-hover"
      >
        <Search aria-hidden="true" className="size-4.5" />
      </button>
    );
  return (
    <button
      type="button"
      data-shortcut="search"
      aria-keyshortcuts="Control+K Meta+K /"
      onClick={openPalette}
      className="flex h-8 w-[340px] min-w-0 items-center gap-2 rounded-control border border-line bg-bg px-2.5 text-left text-s text-ink-3 transition-colors hover:border-line-strong"
    >
      <span className="min-w-0 flex-1 truncate">{t("hint")}</span>
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}
