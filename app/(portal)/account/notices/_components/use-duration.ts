"use client";

import { useTranslations } from "next-intl";

/** Minutes in words: "30 minutes", "4 hours". */
export function useDuration(): (minutes: number) => string {
  const t = useTranslations("notices.settings");
  return (minutes) => (minutes % 60 === 0 ? t("hours", { n: minutes / 60 }) : t("minutes", { n: minutes }));
}
