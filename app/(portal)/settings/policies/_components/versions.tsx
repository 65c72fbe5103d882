import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card, CardTitle } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { VersionView } from "../read-policies";

/** Every version there was, newest first; each leads to the request that it comes from. */
export function Versions({ versions }: { versions: readonly VersionView[] }) {
  const t = useTranslations("policies");
  return (
    <Card className="flex flex-col gap-2">
      <CardTitle>{t("earlier")}</CardTitle>
      <ul className="flat-list text-s">
        {versions.map(({ version, since, askedBy, href }) => (
          <li key={version} className="border-b border-line last:border-b-0">
            <Link href={href} className="flex flex-wrap gap-x-2.5 py-2.5 max-sm:min-h-11 hover:bg-hover">
              <b className="font-medium">{t("version", { version })}</b>
              <span className="text-ink-3">
                {t.rich("versionSince", { name: askedBy, time: () => <RelativeTime at={since} form="full" /> })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
