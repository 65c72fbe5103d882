"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const STEP_MS = 30_000;

/** How long the codes on the page still count, in words and as a bar; asks for new ones when they are over. */
export function SecondsLeft({ until, now }: { until: number; now: string }) {
  const t = useTranslations("trial.people");
  const router = useRouter();
  const [left, setLeft] = useState(until - Date.parse(now));
  useEffect(() => {
    let asked = false;
    const tick = () => {
      const rest = until - Date.now();
      setLeft(Math.max(0, rest));
      if (rest > 0 || asked) return;
      asked = true;
      router.refresh();
    };
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until, router]);
  return (
    <span className="flex items-center gap-2 text-xs whitespace-nowrap text-ink-3 tabular-nums">
      {t("secondsLeft", { seconds: Math.ceil(left / 1000) })}
      <span aria-hidden="true" className="h-1 w-16 overflow-hidden rounded-full bg-sunken">
        <span
          className={`block h-full origin-left rounded-full ${left < 6_000 ? "bg-wait" : "bg-accent"}`}
          style={{ transform: `scaleX(${Math.min(1, left / STEP_MS)})` }}
        />
      </span>
    </span>
  );
}
