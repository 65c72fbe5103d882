import { ArrowDownToLine, ArrowUpFromLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { PortalShell } from "@/components/layout/portal-shell";
import { SearchButton } from "@/components/layout/search-button";
import { HomeSummary } from "@/components/operations/home-summary";
import { OperationsTable } from "@/components/operations/operations-table";
import { LinkButton } from "@/components/ui/link-button";
import { home, recent, shell } from "../_components/samples";

/** Home, drawn from samples. */
export default function SampleHome() {
  const t = useTranslations("home");
  return (
    <PortalShell view={shell}>
      <PageHeader
        title={t("title")}
        aside={<SearchButton compact />}
        actions={
          <>
            <LinkButton href="/cash-out/new" icon={<ArrowUpFromLine aria-hidden="true" />}>
              {t("newCashOut")}
            </LinkButton>
            <LinkButton href="/cash-in/new" variant="primary" icon={<ArrowDownToLine aria-hidden="true" />}>
              {t("newCashIn")}
            </LinkButton>
          </>
        }
      />
      <HomeSummary view={home} />
      <OperationsTable caption={t("recent")} rows={recent} />
    </PortalShell>
  );
}
