import { useTranslations } from "next-intl";
import { DimWhileLoading } from "@/components/layout/dim-while-loading";
import { OperationsTable } from "@/components/operations/operations-table";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { isFiltered, type ListQuery, listHref, operationHref, TABS } from "../../list-query";
import type { Count, ListView } from "../read-list";
import { EmptyList } from "./empty-list";
import { ExportButton } from "./export-button";
import { ListFilters } from "./list-filters";

/** A list of operations as its address narrows it: tabs, filters, rows, and the pages beside this one. */
export function OperationsList({ query, list }: { query: ListQuery; list: ListView }) {
  const t = useTranslations("operationsList");
  const shown = ({ count, more }: Count) => (more ? t("more", { count }) : String(count));
  const saidBelow = () => {
    if (list.rows.length === 0) return null;
    if (list.lookedThrough !== null) return t("lookedThrough", { count: list.lookedThrough });
    return list.matching.more ? null : t("shown", { count: list.matching.count });
  };
  return (
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
        <OperationsTable caption={t("caption")} rows={list.rows} hrefOf={(row) => operationHref(query, row.id)} maker />
      ) : (
        <EmptyList query={query} lookedThrough={list.lookedThrough} canCreate={list.canCreate} />
      )}
      <Pagination
        previousHref={list.previous ? listHref(query, { before: list.previous }) : undefined}
        nextHref={list.next ? listHref(query, { after: list.next }) : undefined}
      >
        {saidBelow()}
      </Pagination>
      {list.rows.length > 0 && list.canExport ? (
        <p className="lg:hidden">
          <ExportButton query={query} matching={list.matching} />
        </p>
      ) : null}
    </DimWhileLoading>
  );
}
