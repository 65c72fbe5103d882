"use client";

import { useTranslations } from "next-intl";
import { useClock } from "./clock";

const MINUTE = 60_000;

/** "Expires in 23 h 58 min"; in the warning colour during the last hour, "Expired" afterwards. `at` in ISO 8601. */
export function Countdown({ at }: { at: string }) {
  const t = useTranslations("time");
  const { now } = useClock();
  const left = Date.parse(at) - now.getTime();
  if (left <= 0) return <time dateTime={at}>{t("expired")}</time>;
  const minutes = Math.floor(left / MINUTE);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60);
  let text = t("lessThanMinute");
  if (days >= 2) text = t("days", { n: days });
  else if (hours > 0) text = t("hoursMinutes", { h: hours, m: minutes % 60 });
  else if (minutes > 0) text = t("minutes", { n: minutes });
  return (
    <time dateTime={at} className={minutes < 60 ? "font-medium text-wait" : undefined}>
      {t("expiresIn", { left: text })}
    </time>
  );
}
