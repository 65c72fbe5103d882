import Link from "next/link";
import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { NOTICE_DAYS } from "@/lib/kernel/key-terms";

/** An API key (`key_…`) whose end is near, and in how many days. */
export type EndingKey = { readonly id: string; readonly label: string; readonly daysLeft: number };

/** Within so many days it is no longer only worth knowing. */
const [, SOON] = NOTICE_DAYS;

/** Keys whose end is near, the nearest first: what uses them stands still afterwards. */
export function EndingKeys({ keys }: { keys: readonly EndingKey[] }) {
  const t = useTranslations("home.endingKeys");
  const [nearest] = keys;
  if (!nearest) return null;
  return (
    <Callout tone={nearest.daysLeft <= SOON ? "wait" : "idle"} title={t("title", { count: keys.length })}>
      {keys.map(({ id, label, daysLeft }, place) => (
        <span key={id}>
          {place > 0 ? " · " : null}
          <Link href={`/settings/api-keys/${id}`} className="font-medium underline underline-offset-2">
            {label}
          </Link>{" "}
          {t("in", { days: daysLeft })}
        </span>
      ))}
    </Callout>
  );
}
