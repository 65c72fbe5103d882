import { ArrowDownToLine, ArrowUpFromLine } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { SearchButton } from "@/components/layout/search-button";
import { HomeSummary } from "@/components/operations/home-summary";
import { OperationsTable } from "@/components/operations/operations-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { view } from "@/lib/http/view";
import { worksForIssuer } from "@/lib/organisations";
import { EndingKeys } from "./_components/ending-keys";
import { readHome } from "./_components/read-home";
import { SetUpCard } from "./_components/set-up-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("home");
  return { title: t("title") };
}

/** Today at a glance: the float, what waits, what was done, and the latest operations. The issuer's staff have an overview of their own. */
export default async function HomePage() {
  const [t, home] = await Promise.all([
    getTranslations("home"),
    view(async (ctx) => (worksForIssuer(ctx) ? null : readHome(ctx))),
  ]);
  if (!home) redirect("/issuer");
  const cashIn = (
    <LinkButton href="/cash-in/new" variant="primary" icon={<ArrowDownToLine aria-hidden="true" />}>
      {t("newCashIn")}
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        aside={<SearchButton compact />}
        actions={
          home.canCreate ? (
            <>
              <LinkButton href="/cash-out/new" icon={<ArrowUpFromLine aria-hidden="true" />}>
                {t("newCashOut")}
              </LinkButton>
              {cashIn}
            </>
          ) : null
        }
      />
      {home.setUp ? <SetUpCard setUp={home.setUp} /> : null}
      <EndingKeys keys={home.endingKeys} />
      <HomeSummary view={home.view} />
      {home.latest.length > 0 ? (
        <section aria-label={t("recent")} className="flex flex-col gap-2.5">
          <OperationsTable caption={t("recent")} rows={home.latest} />
          <p className="text-right">
            <LinkButton href="/operations" variant="ghost" size="s">
              {t("allOperations")}
            </LinkButton>
          </p>
        </section>
      ) : (
        <EmptyState kind="first-use" title={t("firstUse.title")} action={home.canCreate ? cashIn : null}>
          {home.canCreate ? t("firstUse.maker") : t("firstUse.other")}
        </EmptyState>
      )}
    </>
  );
}
