import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { type AuditQuery, isFiltered } from "../audit-query";

/** Why there is nothing to see: nothing fits, nothing among those looked through does, or nothing has happened yet. */
export function EmptyAudit({ query, lookedThrough }: { query: AuditQuery; lookedThrough: number | null }) {
  const t = useTranslations("audit.empty");
  const tf = useTranslations("ui.filter");
  if (!isFiltered(query))
    return (
      <EmptyState kind="first-use" title={t("firstUse.title")}>
        {t("firstUse.text")}
      </EmptyState>
    );
  return (
    <EmptyState
      kind="no-match"
      title={t("noMatch.title")}
      action={<LinkButton href="/audit">{tf("clear")}</LinkButton>}
    >
      {lookedThrough === null ? t("noMatch.text") : t("noMatch.soFar", { count: lookedThrough })}
    </EmptyState>
  );
}
