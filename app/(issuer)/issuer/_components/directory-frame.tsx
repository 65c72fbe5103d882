import { Search } from "lucide-react";
import Form from "next/form";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DimWhileLoading } from "@/app/(portal)/_components/dim-while-loading";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { type DirectoryQuery, directoryHref, TABS } from "./directory-query";

/** How many there are of each status, under the search. */
export type DirectoryCounts = Readonly<Record<"active" | "suspended", number>>;

/** A list of organisations or people by name: tabs by status, a search, the rows, and the pages beside this one (as cursors). */
export function DirectoryFrame({
  path,
  query,
  counts,
  searchHint,
  countedAtMost = Number.POSITIVE_INFINITY,
  isEmpty,
  firstUse,
  next,
  previous,
  children,
}: {
  path: string;
  query: DirectoryQuery;
  counts: DirectoryCounts;
  searchHint: string;
  /** Where counting of one status stops. */
  countedAtMost?: number;
  isEmpty: boolean;
  /** What to see where there is nobody yet. */
  firstUse: ReactNode;
  next: string | null;
  previous: string | null;
  children: ReactNode;
}) {
  const t = useTranslations("issuer.directory");
  const searched = query.q.trim();
  const { active, suspended } = counts;
  const shown = (count: number, more: boolean) => (more ? t("more", { count }) : String(count));
  const count = {
    all: shown(active + suspended, active >= countedAtMost || suspended >= countedAtMost),
    active: shown(active, active >= countedAtMost),
    suspended: shown(suspended, suspended >= countedAtMost),
  };
  return (
    <DimWhileLoading>
      <Tabs
        label={t("tabs.label")}
        current={query.tab}
        tabs={TABS.map((tab) => ({
          key: tab,
          label: t(`tabs.${tab}`),
          href: directoryHref(path, query, { tab }),
          count: count[tab],
        }))}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Form action={path} scroll={false} role="search" className="relative w-full max-w-sm">
          {query.tab === "all" ? null : <input type="hidden" name="tab" value={query.tab} />}
          <Search aria-hidden="true" className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
          <Input
            // Another search is another field: what was typed for the one before is gone.
            key={searched}
            name="q"
            type="search"
            defaultValue={searched}
            maxLength={100}
            aria-label={searchHint}
            placeholder={searchHint}
            className="pl-9"
          />
        </Form>
        {searched === "" ? null : (
          <FilterBar>
            <FilterChip name={t("search")} value={searched} clearHref={directoryHref(path, query, { q: "" })} />
          </FilterBar>
        )}
      </div>
      {isEmpty ? <Empty path={path} query={query} firstUse={firstUse} /> : children}
      <Pagination
        previousHref={previous ? directoryHref(path, query, { before: previous }) : undefined}
        nextHref={next ? directoryHref(path, query, { after: next }) : undefined}
      >
        {isEmpty ? null : t("count", { count: count[query.tab] })}
      </Pagination>
    </DimWhileLoading>
  );
}

function Empty({ path, query, firstUse }: { path: string; query: DirectoryQuery; firstUse: ReactNode }) {
  const t = useTranslations("issuer.directory");
  const tf = useTranslations("ui.filter");
  if (query.q.trim() !== "")
    return (
      <EmptyState
        kind="no-match"
        title={t("noMatch.title")}
        action={<LinkButton href={directoryHref(path, query, { q: "" })}>{tf("clear")}</LinkButton>}
      >
        {t("noMatch.text")}
      </EmptyState>
    );
  if (query.tab === "all") return firstUse;
  return (
    <EmptyState
      kind={query.tab === "suspended" ? "all-done" : "no-match"}
      title={t(`none.${query.tab}`)}
      action={<LinkButton href={directoryHref(path, query, { tab: "all" })}>{t("seeAll")}</LinkButton>}
    />
  );
}
