import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import type { KeyTab } from "@/lib/kernel/key-terms";

/** A tab without keys says what would stand in it, and how a key comes there; the first one teaches what keys are for. */
export function EmptyKeys({
  tab,
  isFirst,
  action,
}: {
  tab: KeyTab;
  /** There is no key at all yet. */
  isFirst: boolean;
  action: ReactNode;
}) {
  const t = useTranslations("apiKeys.empty");
  if (!isFirst || tab !== "active") {
    return (
      <EmptyState kind={tab === "pending" ? "all-done" : "no-match"} title={t(`${tab}.title`)}>
        {t(`${tab}.text`)}
      </EmptyState>
    );
  }
  return (
    <>
      <EmptyState kind="first-use" title={t("first.title")} action={action}>
        {t("first.text")}
      </EmptyState>
      <ol className="flat-list grid gap-3.5 sm:grid-cols-3">
        {(["ask", "decide", "reveal"] as const).map((step, place) => (
          <li key={step} className="rounded-card border border-line bg-surface px-4.5 py-4 text-s">
            <span aria-hidden="true" className="text-xs text-ink-3 tabular-nums">
              {place + 1}
            </span>
            <b className="block font-medium">{t(`steps.${step}.title`)}</b>
            <span className="text-ink-3">{t(`steps.${step}.text`)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
