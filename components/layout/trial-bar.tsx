import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";

/** Worn by every page with trial data. */
export function TrialBar() {
  const t = useTranslations("shell");
  return (
    <aside
      aria-label={t("trialLabel")}
      data-trial-bar
      className="z-30 flex h-7 items-center justify-center gap-2 bg-wait-soft px-3 text-xs font-medium text-wait lg:sticky lg:top-0"
    >
      <FlaskConical aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="truncate">{t("trial")}</span>
    </aside>
  );
}
