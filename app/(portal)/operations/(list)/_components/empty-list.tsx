import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { isFiltered, type ListQuery, listHref, withoutFilters } from "../../list-query";

/** Why there is nothing to see: nothing was made yet, nothing fits, nothing among those looked through does, or all is decided. */
export function EmptyList({
  query,
  lookedThrough,
  canCreate,
}: {
  query: ListQuery;
  /** After so many operations the page stopped, and the next one looks on. */
  lookedThrough: number | null;
  canCreate: boolean;
}) {
  const t = useTranslations("operationsList.empty");
  const tf = useTranslations("ui.filter");
  const th = useTranslations("home");
  if (isFiltered(query))
    return (
      <EmptyState
        kind="no-match"
        title={t("noMatch.title")}
        action={<LinkButton href={listHref(withoutFilters(query), {})}>{tf("clear")}</LinkButton>}
      >
        {lookedThrough === null ? t("noMatch.text") : t("noMatch.soFar", { count: lookedThrough })}
      </EmptyState>
    );
  if (query.tab === "all")
    return (
      <EmptyState
        kind="first-use"
        title={t("firstUse.title")}
        action={
          canCreate ? (
            <LinkButton href="/cash-in/new" variant="primary">
              {th("newCashIn")}
            </LinkButton>
          ) : null
        }
      >
        {canCreate ? t("firstUse.maker") : t("firstUse.other")}
      </EmptyState>
    );
  const reason = query.tab === "pending" ? "allDone" : "none";
  return (
    <EmptyState
      kind={reason === "allDone" ? "all-done" : "no-match"}
      title={t(`${reason}.title`)}
      action={<LinkButton href={query.path}>{t("seeAll")}</LinkButton>}
    >
      {t(`${reason}.text`)}
    </EmptyState>
  );
}
