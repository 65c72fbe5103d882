import { useTranslations } from "next-intl";
import { Card, CardTitle } from "@/components/ui/card";
import type { LastVerification } from "@/lib/verification";
import { isKind } from "./kinds";

/** What is wrong, in plain words, each with where it is and the auditor's words. */
export function Findings({ findings, count }: { findings: LastVerification["findings"]; count: number }) {
  const t = useTranslations("verification");
  return (
    <Card className="flex flex-col gap-2.5">
      <CardTitle>{t("list.title")}</CardTitle>
      <ul className="flat-list divide-y divide-line">
        {findings.map(({ violation, subject, detail, place }) => (
          <li
            key={`${violation} ${subject} ${place} ${detail}`}
            className="flex flex-col gap-1 py-2.5 text-s first:pt-0 last:pb-0"
          >
            <b className="font-semibold">
              {isKind(violation) ? t(`kinds.${violation}`) : t("otherKind", { violation })}
            </b>
            <span className="wrap-anywhere text-ink-3">{detail}</span>
            <span className="font-mono text-xs wrap-anywhere text-ink-3">
              {subject}
              {place === null ? null : ` · ${t("list.place", { place })}`}
            </span>
          </li>
        ))}
      </ul>
      {count > findings.length ? (
        <p className="text-s text-ink-3">{t("list.first", { shown: findings.length, count })}</p>
      ) : null}
    </Card>
  );
}
