"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { SerialisedOperation } from "../../_components/serialise-operation";
import { sumsOf } from "./bulk-sum";

/** What is ticked: how many, how much in each currency, and what may be done with them. Stays in view, on a phone at the lower edge. */
export function BulkBar({
  selected,
  onApprove,
  onReject,
  onClear,
}: {
  selected: readonly SerialisedOperation[];
  onApprove: () => void;
  onReject: () => void;
  onClear: () => void;
}) {
  const t = useTranslations("approvalsDesk.bulk");
  const count = selected.length;
  return (
    <div className="z-10 flex flex-wrap items-center gap-x-2.5 gap-y-2 border-line bg-surface px-3.5 py-2.5 max-xl:fixed max-xl:z-20 max-xl:inset-x-0 max-xl:bottom-(--bottom-bar) max-xl:border-t xl:sticky xl:top-(--sticky-top) xl:rounded-tl-card xl:border-b">
      <p role="status" className="min-w-0 flex-1 text-s max-sm:basis-full">
        <b className="font-semibold">{t("selected", { count })}</b>{" "}
        <span className="whitespace-nowrap text-ink-3 tabular-nums">
          {sumsOf(selected.flatMap(({ money }) => money ?? [])).join(" · ")}
        </span>
      </p>
      <div className="flex items-center gap-2 max-sm:flex-1">
        <Button variant="danger" size="s" className="max-sm:flex-1" data-shortcut="reject" onClick={onReject}>
          {t("reject", { count })}
        </Button>
        <Button variant="primary" size="s" className="max-sm:flex-1" data-shortcut="approve" onClick={onApprove}>
          {t("approve", { count })}
        </Button>
        <Button variant="ghost" size="icon" aria-label={t("clear")} onClick={onClear} className="size-7 max-sm:size-11">
          <X aria-hidden="true" />
        </Button>
      </div>
    </div>
  );
}
