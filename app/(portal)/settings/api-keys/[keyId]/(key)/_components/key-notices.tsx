import Link from "next/link";
import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SerialisedKey } from "../../../serialise-key";

/** What is to be known about a key before all else: requests about it, that it is to be revealed, that its end is near, or why it ended. */
export function KeyNotices({ of: key }: { of: SerialisedKey }) {
  const t = useTranslations("apiKeys.notice");
  const tt = useTranslations("operations.type");
  const tp = useTranslations("apiKeys.permissions");
  const { state, revealUntil, revoked, warning, daysLeft } = key;
  return (
    <>
      {key.request ? (
        <Callout title={t("pending", { type: tt(state === "pending" ? "api-key-create" : "api-key-widen") })}>
          <Link href={key.request} className="font-medium underline underline-offset-2">
            {t("open")}
          </Link>
        </Callout>
      ) : null}
      {key.asleep.length > 0 ? (
        <Callout title={t("asleep", { name: key.madeBy.name })}>
          {t("asleepText", { permissions: key.asleep.map((one) => tp(one)).join(", ") })}
        </Callout>
      ) : null}
      {state === "unrevealed" && revealUntil ? (
        <Callout tone="accent" title={t("approved")}>
          {t.rich(key.madeBy.isMe ? "revealUntil" : "makerReveals", {
            name: key.madeBy.name,
            until: () => <RelativeTime at={revealUntil} form="time" />,
          })}
        </Callout>
      ) : null}
      {state === "lapsed" ? <Callout tone="idle">{t("lapsed")}</Callout> : null}
      {revoked ? (
        <Callout tone="bad" title={t("revoked", { by: revoked.by ?? t("somebody") })}>
          {t.rich("revokedBecause", {
            reason: revoked.reason ?? "–",
            at: () => <RelativeTime at={revoked.at} form="time" />,
          })}
        </Callout>
      ) : null}
      {warning && daysLeft !== null ? (
        <Callout tone={warning === 1 ? "bad" : "wait"} title={t("endsIn", { days: daysLeft })}>
          {t("endsText")}
        </Callout>
      ) : null}
    </>
  );
}
