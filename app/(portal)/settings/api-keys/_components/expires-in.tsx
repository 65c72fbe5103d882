import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { NoticeDays } from "@/lib/kernel/key-terms";
import type { SerialisedKey } from "../serialise-key";

const TONES = { 30: "idle", 7: "wait", 1: "bad" } as const satisfies Record<NoticeDays, Tone>;

/** How long a key has still to live; near its end, at each notice, it warns. */
export function ExpiresIn({ of: { expiresAt, daysLeft, warning } }: { of: SerialisedKey }) {
  const t = useTranslations("apiKeys.expires");
  if (daysLeft === null) return null;
  if (!expiresAt) return t("afterApproval", { days: daysLeft });
  return (
    <>
      {warning ? <Badge tone={TONES[warning]}>{t("in", { days: daysLeft })}</Badge> : t("in", { days: daysLeft })}
      <span className="block text-xs text-ink-3 max-md:hidden">
        <RelativeTime at={expiresAt} form="time" />
      </span>
    </>
  );
}
