import { useTranslations } from "next-intl";
import { Card, CardTitle } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SerialisedSecret } from "../../read-key-page";

/** The secrets of a key, of which one sees how they begin and end: nothing here, nor in the database, has the rest. */
export function Secrets({ secrets }: { secrets: readonly SerialisedSecret[] }) {
  const t = useTranslations("apiKeys.secrets");
  if (secrets.length === 0) return null;
  return (
    <Card className="flex flex-col gap-2.5">
      <CardTitle>{t("title")}</CardTitle>
      <ul className="flat-list flex flex-col gap-2">
        {secrets.map(({ id, shown, madeAt, endsAt, isLive }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 text-s">
            <span className={isLive ? "font-mono" : "font-mono text-ink-3 line-through"}>{shown}</span>
            <span className="text-xs text-ink-3">
              {t.rich("made", { at: () => <RelativeTime at={madeAt} form="time" /> })}
            </span>
            {endsAt ? (
              <span className={isLive ? "text-xs font-medium text-wait" : "text-xs text-ink-3"}>
                {t.rich(isLive ? "ends" : "ended", { at: () => <RelativeTime at={endsAt} form="time" /> })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="text-xs text-ink-3">{t("note")}</p>
    </Card>
  );
}
