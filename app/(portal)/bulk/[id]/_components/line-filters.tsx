import Form from "next/form";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { Input } from "@/components/ui/input";
import { type FileQuery, fileHref, isNarrowed } from "../file-query";

/** What the rows may be narrowed to, beside the tabs: somebody's name or phone, amounts. All of it lives in the address. */
export function LineFilters({ id, query, currency }: { id: string; query: FileQuery; currency: string }) {
  const t = useTranslations("bulk.filters");
  const [q, from, to] = [query.q.trim(), query.from.trim(), query.to.trim()];
  const amounts = from && to ? "between" : from ? "atLeast" : "atMost";
  return (
    <FilterBar clearHref={isNarrowed(query) ? fileHref(id, query, { q: "", from: "", to: "" }) : undefined}>
      {q ? (
        <FilterChip name={t("who")} value={q} clearHref={fileHref(id, query, { q: "" })} />
      ) : (
        <FilterChip name={t("who")}>
          <NarrowForm id={id} query={query} without={{ q: "" }} names={["q"]} />
        </FilterChip>
      )}
      {from || to ? (
        <FilterChip
          name={t("amount", { currency })}
          value={t(amounts, { from, to })}
          clearHref={fileHref(id, query, { from: "", to: "" })}
        />
      ) : (
        <FilterChip name={t("amount", { currency })}>
          <NarrowForm id={id} query={query} without={{ from: "", to: "" }} names={["from", "to"]} />
        </FilterChip>
      )}
    </FilterBar>
  );
}

function NarrowForm({
  id,
  query,
  without,
  names,
}: {
  id: string;
  query: FileQuery;
  without: Partial<FileQuery>;
  names: readonly ("q" | "from" | "to")[];
}) {
  const t = useTranslations("bulk.filters");
  const [path = "", search] = fileHref(id, query, without).split("?");
  return (
    <Form action={path} scroll={false} className="flex flex-col gap-2 p-2.5">
      {/* What the address says besides; a form of its own would forget it. */}
      {[...new URLSearchParams(search)].map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      {names.map((name) => (
        <Field key={name} name={name} label={t(name)}>
          {(control) => (
            <Input {...control} maxLength={100} autoComplete="off" inputMode={name === "q" ? "text" : "decimal"} />
          )}
        </Field>
      ))}
      <button type="submit" className={buttonLook({ size: "s" })}>
        {t("show")}
      </button>
    </Form>
  );
}
