"use client";

import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { Kbd } from "@/components/ui/kbd";

export const HELP_EVENT = "portal:shortcuts";

/** Opens the list of shortcuts; the same as `?`. Not shown where there is no keyboard. */
export function ShortcutHelpButton({ className }: { className: string }) {
  const t = useTranslations("shell.shortcuts");
  return (
    <button
      type="button"
      onClick={(event) => {
        event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
        window.dispatchEvent(new Event(HELP_EVENT));
      }}
      className={`${className} pointer-coarse:hidden`}
    >
      <Keyboard aria-hidden="true" />
      <span className="flex-1">{t("open")}</span>
      <Kbd>?</Kbd>
    </button>
  );
}
