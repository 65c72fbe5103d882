import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FilterChip } from "@/components/ui/filter-chip";
import { Input } from "@/components/ui/input";
import { type ListQuery, listHref, PERIODS } from "../../list-query";

const NO_DAYS = { period: null, from: null, to: null };

/** Days in the organisation's calendar: a period that moves with it, or two days of one's own. */
export function DateFilter({ query }: { query: ListQuery }) {
  const t = useTranslations("operationsList");
  const value = useChosenDays(query);
  const name = t("filters.date");
  if (value !== undefined) return <FilterChip name={name} value={value} clearHref={listHref(query, NO_DAYS)} />;
  return (
    <FilterChip name={name}>
      <ul className="flat-list">
        {PERIODS.map((period) => (
          <li key={period}>
            <Link
              href={listHref(query, { ...NO_DAYS, period })}
              scroll={false}
              className="flex items-center rounded-control px-2.5 py-1.5 text-s text-ink hover:bg-hover max-sm:min-h-11"
            >
              {t(`period.${period}`)}
            </Link>
          </li>
        ))}
      </ul>
      <Form action={query.path} scroll={false} className="mt-1.5 flex flex-col gap-2 border-t border-line p-2.5 pt-3">
        <OtherParts query={query} />
        {(["from", "to"] as const).map((end) => (
          <Field key={end} name={end} label={t(`days.${end}`)}>
            {(control) => <Input {...control} type="date" />}
          </Field>
        ))}
        <button type="submit" className={buttonLook({ size: "s" })}>
          {t("days.apply")}
        </button>
      </Form>
    </FilterChip>
  );
}

function useChosenDays({ period, from, to }: ListQuery): string | undefined {
  const t = useTranslations("operationsList");
  if (period) return t(`period.${period}`);
  if (from && to) return t("days.between", { from, to });
  if (from) return t("days.since", { from });
  return to ? t("days.until", { to }) : undefined;
}

/** What the address says besides the days; a form of its own would forget it. */
function OtherParts({ query }: { query: ListQuery }) {
  const kept = new URLSearchParams(listHref(query, NO_DAYS).split("?")[1] ?? "");
  return [...kept].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
