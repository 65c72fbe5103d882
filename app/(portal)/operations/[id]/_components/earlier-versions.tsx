import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EarlierVersion } from "../read-detail";

/** What an operation said before its maker changed it; nothing for one that was never changed. */
export function EarlierVersions({ versions }: { versions: readonly EarlierVersion[] }) {
  const t = useTranslations("revision");
  if (versions.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-s font-medium text-ink-3">{t("versions")}</h2>
      <ol className="flex flex-col gap-2.5">
        {versions.map(({ revision, money, counterparty, memo, until }) => (
          <li key={revision} className="flex flex-col gap-0.5 border-l-2 border-line pl-3 text-s">
            <p className="text-ink">
              {money ? (
                <b className="font-medium tabular-nums">
                  {money.currency} {money.grouped}
                </b>
              ) : null}{" "}
              {counterparty.name}{" "}
              {counterparty.label ? <span className="whitespace-nowrap text-ink-3">· {counterparty.label}</span> : null}
            </p>
            {memo ? <p className="break-words text-ink-2">{memo}</p> : null}
            <p className="text-xs text-ink-3">
              {t.rich("version", { revision, time: () => <RelativeTime at={until} form="time" /> })}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
