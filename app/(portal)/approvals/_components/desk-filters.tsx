import { useTranslations } from "next-intl";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { OPERATION_TYPES } from "@/lib/operations/schemas";
import { type DeskQuery, isNarrowed, listOfDesk, SOURCES } from "../desk-query";

/** What the list may be narrowed to; all of it stands in the address. */
export function DeskFilters({ query, makers }: { query: DeskQuery; makers: readonly { id: string; name: string }[] }) {
  const t = useTranslations("approvalsDesk.filters");
  const to = useTranslations("operations");
  return (
    <FilterBar clearHref={isNarrowed(query) ? listOfDesk(query, { type: null, source: null, maker: null }) : undefined}>
      <FilterChip
        name={t("type")}
        value={query.type ? to(`type.${query.type}`) : undefined}
        clearHref={query.type ? listOfDesk(query, { type: null }) : undefined}
        options={OPERATION_TYPES.map((type) => ({ label: to(`type.${type}`), href: listOfDesk(query, { type }) }))}
      />
      <FilterChip
        name={t("source")}
        value={query.source ? t(`sources.${query.source}`) : undefined}
        clearHref={query.source ? listOfDesk(query, { source: null }) : undefined}
        options={SOURCES.map((source) => ({ label: t(`sources.${source}`), href: listOfDesk(query, { source }) }))}
      />
      {query.maker || makers.length > 0 ? (
        <FilterChip
          name={t("maker")}
          value={query.maker ? (makers[0]?.name ?? t("nobody")) : undefined}
          clearHref={query.maker ? listOfDesk(query, { maker: null }) : undefined}
          options={makers.map(({ id, name }) => ({ label: name, href: listOfDesk(query, { maker: id }) }))}
        />
      ) : null}
    </FilterBar>
  );
}
