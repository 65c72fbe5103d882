"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { fullTime } from "@/components/ui/zone-time";
import { zoneLabel } from "@/lib/kernel/time";

const never = () => () => undefined;

/** An instant in the zone of whoever looks, beside UTC: their receipt says that time. Only a browser knows the zone; without script nothing shows. */
export function DeviceTime({ at }: { at: string }) {
  const t = useTranslations("proof.facts");
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
  if (zone === "UTC") return null;
  const instant = new Date(at);
  return t("local", { time: `${fullTime(instant, zone)} (${zoneLabel(zone, instant)})` });
}
