import Form from "next/form";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { Input } from "@/components/ui/input";
import { AUDIT_GROUPS } from "@/lib/audit/schemas";
import { DateFilter } from "../../_components/date-filter";
import { type AuditQuery, auditHref, isFiltered } from "../audit-query";
import type { AuditView } from "../read-audit";
import { ActorFilter } from "./actor-filter";

/** The filters above the record. Each choice is a link, so that all of it lives in the address and works without script. */
export function AuditFilters({
  query,
  people,
  hasMorePeople,
}: {
  query: AuditQuery;
  people: AuditView["people"];
  hasMorePeople: boolean;
}) {
  const t = useTranslations("audit");
  const { by, group, refused } = query;
  const who = people.find(({ id }) => id === by)?.name ?? (by === "system" ? t("actor.system") : by);
  return (
    <FilterBar clearHref={isFiltered(query) ? "/audit" : undefined}>
      {by ? (
        <FilterChip
          name={t("filters.by")}
          value={who ?? undefined}
          clearHref={auditHref(query, { by: null, who: "" })}
        />
      ) : (
        <ActorFilter query={query} people={people} hasMore={hasMorePeople} />
      )}
      <FilterChip
        name={t("filters.group")}
        value={group ? t(`groups.${group}`) : undefined}
        clearHref={group ? auditHref(query, { group: null }) : undefined}
        options={AUDIT_GROUPS.map((one) => ({ label: t(`groups.${one}`), href: auditHref(query, { group: one }) }))}
      />
      <SubjectFilter query={query} />
      <FilterChip
        name={t("filters.refused")}
        value={refused ? t("filters.refusedOnly") : undefined}
        clearHref={refused ? auditHref(query, { refused: null }) : undefined}
        options={[{ label: t("filters.refusedOnly"), href: auditHref(query, { refused: "yes" }) }]}
      />
      <DateFilter chosen={query} hrefOf={(days) => auditHref(query, days)} />
    </FilterBar>
  );
}

/** All entries about one thing, by its id. */
function SubjectFilter({ query }: { query: AuditQuery }) {
  const t = useTranslations("audit.filters");
  const { about } = query;
  if (about) {
    const value = `${about.slice(0, 8)}…${about.slice(-4)}`;
    return <FilterChip name={t("about")} value={value} clearHref={auditHref(query, { about: null })} />;
  }
  return (
    <FilterChip name={t("about")}>
      <Form action="/audit" scroll={false} className="flex flex-col gap-2 p-2.5 sm:w-72">
        {[...new URLSearchParams(auditHref(query, {}).split("?")[1])].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field name="about" label={t("aboutId")} hint={t("aboutHint")}>
          {(control) => <Input {...control} placeholder="op_…" autoComplete="off" spellCheck={false} />}
        </Field>
        <button type="submit" className={buttonLook({ size: "s" })}>
          {t("apply")}
        </button>
      </Form>
    </FilterChip>
  );
}
