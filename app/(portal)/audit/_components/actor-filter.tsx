import Form from "next/form";
import { useTranslations } from "next-intl";
import { FilterChip } from "@/components/ui/filter-chip";
import { Input } from "@/components/ui/input";
import { type AuditQuery, auditHref } from "../audit-query";
import type { AuditView } from "../read-audit";

/** Whose entries: some people by name, the system, and a search for all others. */
export function ActorFilter({
  query,
  people,
  hasMore,
}: {
  query: AuditQuery;
  people: AuditView["people"];
  hasMore: boolean;
}) {
  const t = useTranslations("audit");
  const { who } = query;
  return (
    <FilterChip
      name={t("filters.by")}
      open={who !== ""}
      options={[
        ...people.map(({ id, name }) => ({ label: name, href: auditHref(query, { by: id, who: "" }) })),
        { label: t("actor.system"), href: auditHref(query, { by: "system", who: "" }) },
      ]}
    >
      {hasMore || who !== "" ? (
        <Form action="/audit" scroll={false} role="search" className="flex flex-col gap-1.5 p-1">
          {[...new URLSearchParams(auditHref(query, { who: "" }).split("?")[1])].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Input
            // Another search is another field: what was typed for the one before is gone.
            key={who}
            name="who"
            type="search"
            defaultValue={who}
            maxLength={100}
            aria-label={t("filters.who")}
            placeholder={t("filters.who")}
            autoComplete="off"
          />
          {hasMore ? <p className="px-1.5 text-xs text-ink-3">{t("filters.others")}</p> : null}
        </Form>
      ) : null}
    </FilterChip>
  );
}
