import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DimWhileLoading } from "@/components/layout/dim-while-loading";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { SearchForm } from "@/components/ui/search-form";
import { Tabs } from "@/components/ui/tabs";
import { ROLES } from "@/lib/kernel/roles";
import { isFiltered, type PeopleQuery, peopleHref, TABS } from "./people-query";

/** A list of people by name: who works here and who was removed, a search, a filter by role, the rows, and the pages beside this one. */
export function PeopleList({
  path,
  query,
  counts,
  isEmpty,
  next,
  previous,
  children,
}: {
  path: string;
  query: PeopleQuery;
  counts: { readonly here: number; readonly removed: number };
  isEmpty: boolean;
  next: string | null;
  previous: string | null;
  children: ReactNode;
}) {
  const t = useTranslations("people");
  const { show, role, q } = query;
  const searched = q.trim();
  return (
    <DimWhileLoading>
      <Tabs
        label={t("tabs.label")}
        current={show}
        tabs={TABS.map((tab) => ({
          key: tab,
          label: t(`tabs.${tab}`),
          href: peopleHref(path, query, { show: tab }),
          count: counts[tab],
        }))}
      />
      <div className="flex flex-wrap items-center gap-2">
        <SearchForm
          path={path}
          searched={searched}
          hint={t("search.hint")}
          keep={{ ...(show === "here" ? {} : { show }), ...(role ? { role } : {}) }}
        />
        <FilterBar clearHref={isFiltered(query) ? peopleHref(path, query, { role: null, q: "" }) : undefined}>
          {searched === "" ? null : (
            <FilterChip name={t("search.name")} value={searched} clearHref={peopleHref(path, query, { q: "" })} />
          )}
          <FilterChip
            name={t("search.role")}
            value={role ? t(`roles.${role}`) : undefined}
            clearHref={role ? peopleHref(path, query, { role: null }) : undefined}
            options={ROLES.map((one) => ({ label: t(`roles.${one}`), href: peopleHref(path, query, { role: one }) }))}
          />
        </FilterBar>
      </div>
      {isEmpty ? <Empty path={path} query={query} /> : children}
      <Pagination
        previousHref={previous ? peopleHref(path, query, { before: previous }) : undefined}
        nextHref={next ? peopleHref(path, query, { after: next }) : undefined}
      />
    </DimWhileLoading>
  );
}

function Empty({ path, query }: { path: string; query: PeopleQuery }) {
  const t = useTranslations("people");
  const tf = useTranslations("ui.filter");
  if (isFiltered(query))
    return (
      <EmptyState
        kind="no-match"
        title={t("noMatch.title")}
        action={<LinkButton href={peopleHref(path, query, { role: null, q: "" })}>{tf("clear")}</LinkButton>}
      >
        {t("noMatch.text")}
      </EmptyState>
    );
  return (
    <EmptyState kind={query.show === "removed" ? "all-done" : "first-use"} title={t(`none.${query.show}`)}>
      {query.show === "removed" ? t("none.removedText") : null}
    </EmptyState>
  );
}
