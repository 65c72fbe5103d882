import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { OperationRowView } from "./operation-view";
import { shownStatus } from "./shown-status";

/**
 * Operations, newest first; cards on a phone. The currency stands in the head of its column where all rows share one, and
 * in each row otherwise. `maker` adds who made it.
 */
export function OperationsTable({
  caption,
  rows,
  hrefOf = (row) => `/operations/${row.id}`,
  maker = false,
  dimmed = false,
}: {
  caption: string;
  rows: readonly OperationRowView[];
  hrefOf?: (row: OperationRowView) => string;
  maker?: boolean;
  dimmed?: boolean;
}) {
  const t = useTranslations("operations");
  const currencies = new Set(rows.flatMap((row) => row.money?.currency ?? []));
  const only = currencies.size === 1 ? [...currencies][0] : undefined;
  const columns: Column<OperationRowView>[] = [
    {
      key: "time",
      header: t("columns.time"),
      width: "w-[12.5%]",
      card: "second",
      cell: (row) => (
        <>
          <span aria-hidden="true" className="mr-1.5 md:hidden">
            ·
          </span>
          <RelativeTime at={row.createdAt} form="time" />
        </>
      ),
    },
    {
      key: "type",
      header: t("columns.type"),
      width: "w-[16%]",
      card: "first",
      cell: (row) => t(`type.${row.type}`),
    },
    {
      key: "party",
      header: t("columns.party"),
      card: "main",
      cell: (row) => (
        <>
          <span className="block max-md:font-[550]">{row.counterparty.name}</span>
          <span className="block text-xs text-ink-3">{row.counterparty.label}</span>
        </>
      ),
    },
    {
      key: "amount",
      header: only ? t("columns.amountIn", { currency: only }) : t("columns.amount"),
      align: "right",
      card: "aside",
      cell: (row) =>
        row.money ? (
          <span className="font-[550] whitespace-nowrap tabular-nums">
            <span className={only ? "md:hidden" : undefined}>{row.money.currency} </span>
            {groupDigits(row.money.amount)}
          </span>
        ) : null,
    },
    {
      key: "status",
      header: t("columns.status"),
      width: maker ? "w-[14%]" : "w-[24%]",
      card: "state",
      cell: (row) => <StatusBadge status={shownStatus(row)} />,
    },
  ];
  if (maker)
    columns.push({
      key: "maker",
      header: t("columns.maker"),
      width: "w-[16%]",
      card: "hidden",
      cell: (row) => <MakerName maker={row.maker} />,
    });
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={hrefOf}
      rowLabel={({ type, counterparty, money }) => {
        const title = t(`title.${type}`, { name: counterparty.name });
        return money ? t("rowLabel", { title, amount: `${money.currency} ${groupDigits(money.amount)}` }) : title;
      }}
      linkColumn="party"
      dimmed={dimmed}
    />
  );
}

/** Who made it: a person, or a key of the API. */
function MakerName({ maker }: { maker: OperationRowView["maker"] }) {
  const t = useTranslations("operations");
  if (maker.viaKey) return <span className="text-ink-2">{t("made.key", { key: maker.viaKey })}</span>;
  return <span className="text-ink-2">{maker.isMe ? t("made.you") : maker.name}</span>;
}
