import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DimWhileLoading } from "@/components/layout/dim-while-loading";
import { PageHeader } from "@/components/layout/page-header";
import { Pagination } from "@/components/ui/pagination";
import { view } from "@/lib/http/view";
import { AuditFilters } from "./_components/audit-filters";
import { AuditTable } from "./_components/audit-table";
import { CheckAudit } from "./_components/check-audit";
import { EmptyAudit } from "./_components/empty-audit";
import { ExportAudit } from "./_components/export-audit";
import { auditHref, readAuditQuery } from "./audit-query";
import { readAudit } from "./read-audit";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

/** Who did what, when, from where: the record of one's own organisation, a distributor's or the issuer's. */
export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const query = readAuditQuery(await searchParams);
  const [t, page] = await Promise.all([getTranslations("audit"), view((ctx) => readAudit(ctx, query))]);
  const { entries, lookedThrough } = page;
  return (
    <>
      <PageHeader title={t("title")} actions={<ExportAudit query={query} />} />
      <p className="text-s text-ink-3">{t("intro")}</p>
      <CheckAudit />
      <DimWhileLoading>
        <AuditFilters query={query} people={page.people} hasMorePeople={page.hasMorePeople} />
        {entries.length > 0 ? (
          <AuditTable entries={entries} query={query} />
        ) : (
          <EmptyAudit query={query} lookedThrough={lookedThrough} />
        )}
        <Pagination
          previousHref={page.previous ? auditHref(query, { before: page.previous }) : undefined}
          nextHref={page.next ? auditHref(query, { after: page.next }) : undefined}
        >
          {entries.length > 0 && lookedThrough !== null ? t("lookedThrough", { count: lookedThrough }) : null}
        </Pagination>
        <p className="lg:hidden">
          <ExportAudit query={query} />
        </p>
      </DimWhileLoading>
    </>
  );
}
