import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSecondsLeft } from "./use-seconds-left";

/**
 * "Try again in 14:32", counted down from when it is first shown; then that one can. Not announced with each second: it stands in what was
 * announced once.
 */
export function RetryClock({ seconds }: { seconds: number }) {
  const t = useTranslations("signIn.retry");
  const [from] = useState({ resendAfterSeconds: seconds });
  const left = useSecondsLeft(from);
  if (left <= 0) return <b className="font-semibold">{t("now")}</b>;
  return (
    <span role="timer" aria-live="off" className="font-semibold whitespace-nowrap tabular-nums">
      {t("in", { clock: clockOf(left) })}
    </span>
  );
}

function clockOf(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
