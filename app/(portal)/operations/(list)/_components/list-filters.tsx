import { useTranslations } from "next-intl";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { OPERATION_TYPES } from "@/lib/operations/schemas";
import { DateFilter } from "../../../_components/date-filter";
import {
  CHOOSABLE_STATUSES,
  isFiltered,
  type ListQuery,
  listHref,
  SOURCES,
  TAB_STATUSES,
  withoutFilters,
} from "../../list-query";

/** The filters above the list. Each choice is a link, so that all of it lives in the address and works without script. */
export function ListFilters({ query, canCreate }: { query: ListQuery; canCreate: boolean }) {
  const t = useTranslations("operationsList");
  const ts = useTranslations("status");
  const tt = useTranslations("operations.type");
  const tb = useTranslations("blocked");
  const ofTab = TAB_STATUSES[query.tab];
  const statuses = CHOOSABLE_STATUSES.filter((status) => !ofTab || ofTab.includes(status));
  return (
    <FilterBar clearHref={isFiltered(query) ? listHref(withoutFilters(query), {}) : undefined}>
      {query.q.trim() === "" ? null : (
        <FilterChip name={t("filters.search")} value={query.q.trim()} clearHref={listHref(query, { q: "" })} />
      )}
      {statuses.length > 1 || query.status ? (
        <FilterChip
          name={t("filters.status")}
          value={query.status ? ts(query.status) : undefined}
          clearHref={query.status ? listHref(query, { status: null }) : undefined}
          options={statuses.map((status) => ({ label: ts(status), href: listHref(query, { status }) }))}
        />
      ) : null}
      <FilterChip
        name={t("filters.type")}
        value={query.type ? tt(query.type) : undefined}
        clearHref={query.type ? listHref(query, { type: null }) : undefined}
        options={OPERATION_TYPES.map((type) => ({ label: tt(type), href: listHref(query, { type }) }))}
      />
      <FilterChip
        name={t("filters.source")}
        value={query.source ? t(`source.${query.source}`) : undefined}
        clearHref={query.source ? listHref(query, { source: null }) : undefined}
        options={SOURCES.map((source) => ({ label: t(`source.${source}`), href: listHref(query, { source }) }))}
      />
      {canCreate || query.maker ? (
        <FilterChip
          name={t("filters.maker")}
          value={query.maker ? t("me") : undefined}
          clearHref={query.maker ? listHref(query, { maker: null }) : undefined}
          options={[{ label: t("me"), href: listHref(query, { maker: "me" }) }]}
        />
      ) : null}
      <FilterChip
        name={tb("filter")}
        value={query.blocked ? tb("only") : undefined}
        clearHref={query.blocked ? listHref(query, { blocked: null }) : undefined}
        options={[{ label: tb("only"), href: listHref(query, { blocked: "only" }) }]}
      />
      <DateFilter chosen={query} hrefOf={(days) => listHref(query, days)} />
    </FilterBar>
  );
}
