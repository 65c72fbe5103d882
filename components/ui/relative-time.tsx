"use client";

import { useTranslations } from "next-intl";
import { useClock } from "./clock";
import { Tooltip } from "./tooltip";
import { clockTime, dayOf, fullTime } from "./zone-time";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * An instant for a person: `relative` "2 min" (up to a week, then a date), `clock` "10:28:04", `time` "10:32" today and "19 Nov,
 * 10:32" before, `full` with everything. Hover and focus show the zone's full time and UTC.
 * @param at ISO 8601
 */
export function RelativeTime({ at, form = "relative" }: { at: string; form?: "relative" | "clock" | "time" | "full" }) {
  const t = useTranslations("time");
  const { zone, zoneLabel, now } = useClock();
  const instant = new Date(at);
  const today = dayOf(instant, zone, now) === dayOf(now, zone, now);
  const age = Math.max(0, now.getTime() - instant.getTime());

  function text(): string {
    if (form === "clock") return clockTime(instant, zone, true);
    if (form === "full") return fullTime(instant, zone);
    if (form === "time")
      return today ? clockTime(instant, zone) : `${dayOf(instant, zone, now)}, ${clockTime(instant, zone)}`;
    if (age < MINUTE) return t("now");
    if (age < HOUR) return t("minutes", { n: Math.floor(age / MINUTE) });
    if (age < DAY) return t("hours", { n: Math.floor(age / HOUR) });
    if (age < 7 * DAY) return t("days", { n: Math.floor(age / DAY) });
    return dayOf(instant, zone, now);
  }

  return (
    <Tooltip
      className="relative z-[1] whitespace-nowrap"
      content={
        <>
          {t("local", { time: fullTime(instant, zone), zone: zoneLabel })}
          <br />
          {t("utc", { time: fullTime(instant, "UTC") })}
        </>
      }
    >
      {/* Another version of Intl's data in the browser may word a month differently. */}
      <time dateTime={at} suppressHydrationWarning>
        {text()}
      </time>
    </Tooltip>
  );
}
