"use client";

import { Command } from "cmdk";
import { CornerDownLeft, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import type { Place } from "./place";

const itemLook =
  "flex min-h-10 cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-s text-ink data-[selected=true]:bg-hover max-sm:min-h-12";

/** Search and go, from anywhere. What is typed searches operations by phone, amount, reference or id. */
export function CommandPalette({
  places,
  searchPath,
  onClose,
}: {
  places: readonly Place[];
  searchPath: string;
  onClose: () => void;
}) {
  const t = useTranslations("shell");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const text = query.trim();

  function go(href: string) {
    onClose();
    router.push(href);
  }

  return (
    <Command.Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      label={t("palette.title")}
      loop
      overlayClassName="fixed inset-0 z-40 bg-scrim animate-[fade_120ms_ease-out]"
      contentClassName="fixed top-[max(1rem,12vh)] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-card border border-line bg-surface text-ink shadow-pop animate-[appear_120ms_ease-out] focus:outline-none"
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder={t("search.hint")}
          className="h-12 min-w-0 flex-1 bg-transparent text-m outline-none"
        />
        <Kbd>Esc</Kbd>
      </div>
      <Command.List className="max-h-[min(22rem,60dvh)] overflow-y-auto p-1.5">
        {text === "" ? null : (
          <Command.Item
            forceMount
            value={`search ${text}`}
            onSelect={() => go(`${searchPath}?q=${encodeURIComponent(text)}`)}
            className={itemLook}
          >
            <Search aria-hidden="true" className="size-4 text-ink-3" />
            <span className="min-w-0 flex-1 truncate">{t("palette.search", { query: text })}</span>
            <CornerDownLeft aria-hidden="true" className="size-3.5 text-ink-3" />
          </Command.Item>
        )}
        <Command.Group
          heading={t("palette.go")}
          className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3"
        >
          {places.map((place) => (
            <Command.Item key={place.key} value={place.label} onSelect={() => go(place.href)} className={itemLook}>
              <span className="flex-1">{place.label}</span>
              <Kbd>G</Kbd>
              <Kbd>{place.letter.toUpperCase()}</Kbd>
            </Command.Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
