import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DimWhileLoading } from "@/components/layout/dim-while-loading";
import { PageHeader } from "@/components/layout/page-header";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { SearchForm } from "@/components/ui/search-form";
import { Tabs } from "@/components/ui/tabs";
import { useCountText } from "./count-text";
import { DirectoryEmpty, type DirectoryKind } from "./directory-empty";
import { type DirectoryQuery, directoryHref, TABS } from "./directory-query";
import type { DirectoryList } from "./read-directory-list";

/** A page of distributors, merchants or customers: tabs by status, a search, the rows, and the pages beside this one. */
export function DirectoryPage({
  kind,
  query,
  list,
  children,
}: {
  kind: DirectoryKind;
  query: DirectoryQuery;
  list: DirectoryList<unknown>;
  children: ReactNode;
}) {
  const t = useTranslations(`issuer.${kind}`);
  const td = useTranslations("issuer.directory");
  const count = useCounts(list);
  const path = `/issuer/${kind}`;
  const searched = query.q.trim();
  const isEmpty = list.rows.length === 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          list.canCreate ? (
            <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden="true" />}>
              {t("create")}
            </LinkButton>
          ) : null
        }
      />
      <DimWhileLoading>
        <Tabs
          label={td("tabs.label")}
          current={query.tab}
          tabs={TABS.map((tab) => ({
            key: tab,
            label: td(`tabs.${tab}`),
            href: directoryHref(path, query, { tab }),
            count: count[tab],
          }))}
        />
        <div className="flex flex-wrap items-center gap-2">
          <SearchForm
            path={path}
            searched={searched}
            hint={t("searchHint")}
            keep={query.tab === "all" ? {} : { tab: query.tab }}
          />
          {searched === "" ? null : (
            <FilterBar>
              <FilterChip name={td("search")} value={searched} clearHref={directoryHref(path, query, { q: "" })} />
            </FilterBar>
          )}
        </div>
        {isEmpty ? <DirectoryEmpty kind={kind} query={query} /> : children}
        <Pagination
          previousHref={list.previous ? directoryHref(path, query, { before: list.previous }) : undefined}
          nextHref={list.next ? directoryHref(path, query, { after: list.next }) : undefined}
        >
          {isEmpty ? null : td("count", { count: count[query.tab] })}
        </Pagination>
      </DimWhileLoading>
    </>
  );
}

/** The counts of the tabs as texts: where counting of a status stopped there may be more. */
function useCounts({ counts: { active, suspended }, countedAtMost }: DirectoryList<unknown>) {
  const countText = useCountText();
  const isMore = (count: number) => count >= countedAtMost;
  return {
    all: countText(active + suspended, isMore(active) || isMore(suspended)),
    active: countText(active, isMore(active)),
    suspended: countText(suspended, isMore(suspended)),
  };
}
