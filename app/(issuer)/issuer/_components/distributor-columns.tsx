import { useTranslations } from "next-intl";
import { LowFloat } from "@/components/money/low-float";
import { groupDigits } from "@/components/money/money-text";
import type { Column } from "@/components/ui/data-table";
import { useCountText } from "./count-text";
import type { DistributorRow } from "./distributor-rows";
import { OrganisationState } from "./organisation-state";

/** The columns of a list of distributors. `only` is the one currency of all rows, which then stands in the header alone. */
export function useDistributorColumns(only: string | undefined, available: string): Column<DistributorRow>[] {
  const t = useTranslations("issuer.distributors.columns");
  return [
    { key: "name", header: t("name"), card: "main", cell: (row) => <Name row={row} /> },
    {
      key: "available",
      header: available,
      align: "right",
      card: "aside",
      width: "w-[18%]",
      cell: (row) => <Figure amount={row.available} currency={row.currency} only={only} strong />,
    },
    {
      key: "held",
      header: t("held"),
      align: "right",
      card: "hidden",
      width: "w-[15%]",
      cell: (row) => <Figure amount={row.held} currency={row.currency} only={only} />,
    },
    {
      key: "volume",
      header: t("volume"),
      align: "right",
      card: "first",
      width: "w-[18%]",
      cell: (row) => <Volume row={row} only={only} />,
    },
    {
      key: "pending",
      header: t("pending"),
      align: "right",
      card: "second",
      width: "w-[11%]",
      cell: (row) => <Pending row={row} />,
    },
    { key: "status", header: t("status"), card: "state", width: "w-[14%]", cell: (row) => <State row={row} /> },
  ];
}

function Name({ row }: { row: DistributorRow }) {
  const t = useTranslations("issuer.distributors");
  return (
    <>
      <span className="block font-[550]">{row.name}</span>
      <span className="block text-xs text-ink-3">{t("shortCode", { code: row.shortCode })}</span>
    </>
  );
}

function Volume({ row, only }: { row: DistributorRow; only: string | undefined }) {
  const t = useTranslations("issuer.distributors");
  return (
    <>
      <span className="md:hidden">{t("today")} </span>
      <Figure amount={row.volume} currency={row.currency} only={only} />
    </>
  );
}

function Pending({ row }: { row: DistributorRow }) {
  const t = useTranslations("issuer.distributors");
  const countText = useCountText();
  const count = countText(row.pending, row.hasMorePending);
  return (
    <span className="tabular-nums">
      <span className="md:hidden">· {t("pending", { count })}</span>
      <span className="max-md:hidden">{count}</span>
    </span>
  );
}

function State({ row }: { row: DistributorRow }) {
  return row.low ? <LowFloat /> : <OrganisationState status={row.status} />;
}

function Figure(props: { amount: string; currency: string; only: string | undefined; strong?: boolean }) {
  return (
    <span className={props.strong ? "font-[550] whitespace-nowrap tabular-nums" : "whitespace-nowrap tabular-nums"}>
      <span className={props.only ? "md:hidden" : undefined}>{props.currency} </span>
      {groupDigits(props.amount)}
    </span>
  );
}
