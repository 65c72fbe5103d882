import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FilterChip } from "@/components/ui/filter-chip";
import { Input } from "@/components/ui/input";
import { PERIODS, type Period } from "./period";

const NO_DAYS: Period = { period: null, from: null, to: null };

/**
 * Days in the organisation's calendar: a period that moves with it, or two days of one's own.
 * @param hrefOf the address of the list with other days; what else it says is kept
 */
export function DateFilter({ chosen, hrefOf }: { chosen: Period; hrefOf: (days: Period) => string }) {
  const t = useTranslations("operationsList");
  const value = useChosenDays(chosen);
  const name = t("filters.date");
  const [path = "", search] = hrefOf(NO_DAYS).split("?");
  if (value !== undefined) return <FilterChip name={name} value={value} clearHref={hrefOf(NO_DAYS)} />;
  return (
    <FilterChip name={name}>
      <ul className="flat-list">
        {PERIODS.map((period) => (
          <li key={period}>
            <Link
              href={hrefOf({ ...NO_DAYS, period })}
              scroll={false}
              className="flex items-center rounded-control px-2.5 py-1.5 text-s text-ink hover:bg-hover max-sm:min-h-11"
            >
              {t(`period.${period}`)}
            </Link>
          </li>
        ))}
      </ul>
      <Form action={path} scroll={false} className="mt-1.5 flex flex-col gap-2 border-t border-line p-2.5 pt-3">
        {/* What the address says besides the days; a form of its own would forget it. */}
        {[...new URLSearchParams(search)].map(([key, kept]) => (
          <input key={key} type="hidden" name={key} value={kept} />
        ))}
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

function useChosenDays({ period, from, to }: Period): string | undefined {
  const t = useTranslations("operationsList");
  if (period) return t(`period.${period}`);
  if (from && to) return t("days.between", { from, to });
  if (from) return t("days.since", { from });
  return to ? t("days.until", { to }) : undefined;
}
