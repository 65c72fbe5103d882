"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogPanel } from "@/components/ui/dialog-panel";
import { Kbd } from "@/components/ui/kbd";
import type { Place } from "./place";
import { readSingleKeys, writeSingleKeys } from "./single-keys";

/** The list behind `?`, and the switch that turns single keys off. */
export function ShortcutHelp({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const t = useTranslations("shell.shortcuts");
  const [singleKeys, setSingleKeys] = useState(readSingleKeys);
  const rows: { label: string; keys: string[] }[] = [
    { label: t("palette"), keys: ["Ctrl K"] },
    { label: t("searchField"), keys: ["/"] },
    ...places.map((place) => ({ label: t("go", { name: place.label }), keys: ["G", place.letter.toUpperCase()] })),
    { label: t("create"), keys: ["C"] },
    { label: t("move"), keys: ["J", "K"] },
    { label: t("openRow"), keys: ["Enter"] },
    { label: t("back"), keys: ["Esc"] },
    { label: t("select"), keys: ["X"] },
    { label: t("approve"), keys: ["A"] },
    { label: t("reject"), keys: ["R"] },
    { label: t("help"), keys: ["?"] },
  ];
  return (
    <DialogPanel open onOpenChange={onClose} title={t("title")} description={t("note")} wide>
      <dl className="grid gap-x-10 text-s sm:grid-cols-2">
        {rows.map((row) => (
          <div key={row.label} className="flex min-h-9 items-center gap-3 border-b border-line">
            <dt className="flex-1">{row.label}</dt>
            <dd className="flex gap-1">
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-4">
        <Checkbox
          checked={singleKeys}
          onChange={(event) => {
            setSingleKeys(event.target.checked);
            writeSingleKeys(event.target.checked);
          }}
        >
          {t("enabled")}
          <span className="block text-xs text-ink-3">{t("enabledHint")}</span>
        </Checkbox>
      </div>
    </DialogPanel>
  );
}
