import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { LowFloat } from "@/components/money/low-float";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { DistributorsTable } from "../_components/distributors-table";
import { issuerView } from "../_components/issuer-view";
import { Totals } from "../_components/totals";
import { readOverview } from "./read-overview";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuer.overview");
  return { title: t("title") };
}

/** All distributors of the issuer at a glance: what they have, what they did today, what waits. */
export default async function OverviewPage() {
  const [t, overview] = await Promise.all([getTranslations("issuer.overview"), issuerView(readOverview)]);
  return (
    <>
      <PageHeader title={t("title")} />
      {overview.totals.map((total) => (
        <Totals
          key={total.currency}
          total={total}
          label={t("totals", { currency: total.currency })}
          available={t("available")}
          beside={total.low > 0 ? <LowFloat count={total.low} /> : null}
        />
      ))}
      {overview.rows.length > 0 ? (
        <section aria-label={t("distributors")} className="flex flex-col gap-2.5">
          <DistributorsTable caption={t("distributors")} rows={overview.rows} />
          <p className="text-right">
            <LinkButton href="/issuer/distributors" variant="ghost" size="s">
              {t("all", { count: overview.distributors })}
            </LinkButton>
          </p>
        </section>
      ) : (
        <EmptyState kind="first-use" title={t("firstUse.title")}>
          {t("firstUse.text")}
        </EmptyState>
      )}
    </>
  );
}
