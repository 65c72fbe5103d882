import { ArrowDownToLine } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { SearchButton } from "@/components/layout/search-button";
import { OperationsTable } from "@/components/operations/operations-table";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { view } from "@/lib/http/view";
import { isFiltered, listHref, readListQuery, TABS } from "../list-query";
import { DimWhileLoading } from "./_components/dim-while-loading";
import { EmptyList } from "./_components/empty-list";
import { ExportButton } from "./_components/export-button";
import { ListFilters } from "./_components/list-filters";
import { type Count, readList } from "./read-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("operationsList");
  return { title: t("title") };
}

/** All operations, newest first, as the address narrows them. */
export default async function OperationsPage({ searchParams }: PageProps<"/operations">) {
  const query = readListQuery(await searchParams);
  const [t, th, list] = await Promise.all([
    getTranslations("operationsList"),
    getTranslations("home"),
    view((ctx) => readList(ctx, query)),
  ]);
  const shown = ({ count, more }: Count) => (more ? t("more", { count }) : String(count));
  const saidBelow = () => {
    if (list.rows.length === 0) return null;
    if (list.lookedThrough !== null) return t("lookedThrough", { count: list.lookedThrough });
    return list.matching.more ? null : t("shown", { count: list.matching.count });
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        aside={<SearchButton compact />}
        actions={
          <>
            <ExportButton query={query} matching={list.matching} />
            {list.canCreate ? (
              <LinkButton href="/cash-in/new" variant="primary" icon={<ArrowDownToLine aria-hidden="true" />}>
                {th("newCashIn")}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <DimWhileLoading>
        <Tabs
          label={t("tabs.label")}
          current={query.tab}
          tabs={TABS.map((tab) => ({
            key: tab,
            label: t(`tabs.${tab}`),
            href: listHref(query, { tab, status: null }),
            count: shown(list.tabs[tab]),
          }))}
        />
        {list.tabs.all.count > 0 || isFiltered(query) ? <ListFilters query={query} canCreate={list.canCreate} /> : null}
        {list.rows.length > 0 ? (
          <OperationsTable
            caption={t("caption")}
            rows={list.rows}
            hrefOf={(row) => listHref(query, { after: query.after, before: query.before }, `/operations/${row.id}`)}
            maker
          />
        ) : (
          <EmptyList query={query} lookedThrough={list.lookedThrough} canCreate={list.canCreate} />
        )}
        <Pagination
          previousHref={list.previous ? listHref(query, { before: list.previous }) : undefined}
          nextHref={list.next ? listHref(query, { after: list.next }) : undefined}
        >
          {saidBelow()}
        </Pagination>
        {list.rows.length > 0 ? (
          <p className="lg:hidden">
            <ExportButton query={query} matching={list.matching} />
          </p>
        ) : null}
      </DimWhileLoading>
    </>
  );
}
