import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { Callout } from "@/components/ui/callout";
import { Card, CardTitle } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { view } from "@/lib/http/view";
import { toRfc3339 } from "@/lib/kernel/time";
import { type LastVerification, readVerification } from "@/lib/verification";
import { Findings } from "./_components/findings";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("verification"))("title") };
}

/** What the last verification of this organisation's records found; for admins. */
export default async function VerificationPage() {
  const [t, last] = await Promise.all([getTranslations("verification"), view(readVerification)]);
  return (
    <div className="flex w-full max-w-3xl flex-col gap-3.5">
      <PageHeader title={t("title")} backHref="/" />
      <p className="text-s text-ink-3">{t("intro")}</p>
      {last ? (
        <Outcome last={last} />
      ) : (
        <EmptyState kind="first-use" title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      )}
    </div>
  );
}

async function Outcome({ last }: { last: LastVerification }) {
  const t = await getTranslations("verification");
  const seconds = (last.finishedAt.getTime() - last.startedAt.getTime()) / 1000;
  const good = last.violations === 0;
  return (
    <>
      <Callout tone={good ? "good" : "bad"} title={good ? t("ok.title") : t("bad.title", { count: last.violations })}>
        {good ? t("ok.text") : t("bad.text")}
      </Callout>
      {good ? null : <Findings findings={last.findings} count={last.violations} />}
      <Card className="flex flex-col gap-2.5">
        <CardTitle>{t("facts.title")}</CardTitle>
        <DefinitionList
          items={[
            { term: t("facts.when"), value: <RelativeTime at={toRfc3339(last.finishedAt)} form="full" /> },
            { term: t("facts.started"), value: t(`facts.${last.trigger}`) },
            { term: t("facts.took"), value: t("facts.seconds", { n: seconds }) },
            {
              term: t("facts.checked"),
              value: (
                <ul className="flat-list flex flex-col gap-0.5 tabular-nums">
                  <li>{t("facts.transfers", { n: Number(last.transfers), entries: Number(last.entries) })}</li>
                  <li>{t("facts.operations", { n: Number(last.operations), decisions: Number(last.decisions) })}</li>
                  <li>{t("facts.holds", { n: Number(last.holds) })}</li>
                  <li>{t("facts.audit", { n: Number(last.auditEntries) })}</li>
                </ul>
              ),
            },
          ]}
        />
      </Card>
    </>
  );
}
