import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SerialisedKey } from "../serialise-key";

/** When a key was last used, from where, and how often today; `short` says on a phone only when. */
export function LastUsed({
  of: { lastUsed, today },
  short = false,
}: {
  of: Pick<SerialisedKey, "lastUsed" | "today">;
  short?: boolean;
}) {
  const t = useTranslations("apiKeys.used");
  if (!lastUsed) return <span className="text-ink-3">{t(short ? "neverUsed" : "never")}</span>;
  const rest = cn("block text-xs text-ink-3", short && "max-md:hidden");
  return (
    <>
      {short ? <span className="md:hidden">{t("used")} </span> : null}
      <RelativeTime at={lastUsed.at} />
      {lastUsed.from ? <span className={cn(rest, "font-mono")}>{lastUsed.from}</span> : null}
      <span className={rest}>{t("today", { count: today.requests })}</span>
    </>
  );
}
