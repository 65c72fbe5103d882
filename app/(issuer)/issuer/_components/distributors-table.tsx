import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { DistributorRow } from "./distributor-rows";
import { OrganisationState } from "./organisation-state";

/** Distributors with what they have and did today; cards on a phone. */
export function DistributorsTable({ caption, rows }: { caption: string; rows: readonly DistributorRow[] }) {
  const t = useTranslations("issuer.distributors");
  const ts = useTranslations("issuer.status");
  const only = rows.every((row) => row.currency === rows[0]?.currency) ? rows[0]?.currency : undefined;
  const columns: Column<DistributorRow>[] = [
    {
      key: "name",
      header: t("columns.name"),
      card: "main",
      cell: (row) => (
        <>
          <span className="block font-[550]">{row.name}</span>
          <span className="block text-xs text-ink-3">{t("shortCode", { code: row.shortCode })}</span>
        </>
      ),
    },
    {
      key: "available",
      header: only ? t("columns.availableIn", { currency: only }) : t("columns.available"),
      align: "right",
      card: "aside",
      width: "w-[18%]",
      cell: (row) => <Figure amount={row.available} currency={row.currency} only={only} strong />,
    },
    {
      key: "held",
      header: t("columns.held"),
      align: "right",
      card: "hidden",
      width: "w-[15%]",
      cell: (row) => <Figure amount={row.held} currency={row.currency} only={only} />,
    },
    {
      key: "volume",
      header: t("columns.volume"),
      align: "right",
      card: "first",
      width: "w-[18%]",
      cell: (row) => (
        <>
          <span className="md:hidden">{t("today")} </span>
          <Figure amount={row.volume} currency={row.currency} only={only} />
        </>
      ),
    },
    {
      key: "pending",
      header: t("columns.pending"),
      align: "right",
      card: "second",
      width: "w-[11%]",
      cell: (row) => (
        <span className="tabular-nums">
          <span className="md:hidden">· {t("waiting", { count: row.pending })}</span>
          <span className="max-md:hidden">{row.pending}</span>
        </span>
      ),
    },
    {
      key: "status",
      header: t("columns.status"),
      card: "state",
      width: "w-[14%]",
      cell: (row) => (
        <span className="inline-flex flex-wrap gap-1.5 max-md:justify-end">
          {row.status === "active" && row.low ? (
            <Badge tone="wait" dot>
              {ts("low")}
            </Badge>
          ) : (
            <OrganisationState status={row.status} />
          )}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/issuer/distributors/${row.id}`}
    />
  );
}

function Figure(props: { amount: string; currency: string; only: string | undefined; strong?: boolean }) {
  return (
    <span className={props.strong ? "font-[550] whitespace-nowrap tabular-nums" : "whitespace-nowrap tabular-nums"}>
      <span className={props.only ? "md:hidden" : undefined}>{props.currency} </span>
      {groupDigits(props.amount)}
    </span>
  );
}
