import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { groupDigits } from "@/components/money/money-text";
import { Stat } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { CurrencyTotal } from "../_components/distributor-rows";
import { DistributorsTable } from "../_components/distributors-table";
import { issuerView } from "../_components/issuer-view";
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
        <Totals key={total.currency} total={total} />
      ))}
      {overview.rows.length > 0 ? (
        <section aria-label={t("distributors")} className="flex flex-col gap-2.5">
          <DistributorsTable caption={t("distributors")} rows={overview.rows} />
          <p className="text-right">
            <LinkButton href="/issuer/distributors" variant="ghost" size="s">
              {overview.more > 0 ? t("more", { count: overview.more }) : t("all")}
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

async function Totals({ total }: { total: CurrencyTotal }) {
  const t = await getTranslations("issuer.overview");
  const { currency } = total;
  const amount = (text: string) => (
    <>
      <span className="text-l font-medium tracking-normal text-ink-3">{currency} </span>
      <span className="tabular-nums">{groupDigits(text)}</span>
    </>
  );
  return (
    <section
      aria-label={t("totals", { currency })}
      className="grid gap-3.5 sm:grid-cols-2 xl:grid-cols-[1.4fr_1fr_1fr_0.7fr]"
    >
      <Stat label={t("available")} figure={amount(total.available)}>
        <p className="mt-2.5 text-xs text-ink-3 tabular-nums">
          {t("held", { amount: `${currency} ${groupDigits(total.held)}` })}
        </p>
      </Stat>
      <Stat label={t("cashIn")} figure={amount(total.cashIn)} />
      <Stat label={t("cashOut")} figure={amount(total.cashOut)} />
      <Stat label={t("pending")} figure={total.pending}>
        <p className="mt-2.5 text-xs text-ink-3">{t("completed", { count: total.completed })}</p>
      </Stat>
    </section>
  );
}
