import { useTranslations } from "next-intl";
import { Amount } from "@/components/money/amount";
import { groupDigits } from "@/components/money/money-text";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { queueHref } from "../queue-query";
import type { QueueItem } from "../read-queue";

/** The requests that wait, oldest first; a row leads to its fulfilment. */
export function QueueTable({ items }: { items: readonly QueueItem[] }) {
  const t = useTranslations("cashOut");
  const columns: Column<QueueItem>[] = [
    {
      key: "waiting",
      header: t("columns.waiting"),
      width: "w-[14%]",
      card: "first",
      cell: (item) => <RelativeTime at={item.createdAt} />,
    },
    {
      key: "customer",
      header: t("columns.customer"),
      card: "main",
      cell: (item) => (
        <>
          <span className="block max-md:font-[550]">{item.name}</span>
          <span className="block text-xs text-ink-3 tabular-nums">{item.phone}</span>
        </>
      ),
    },
    { key: "memo", header: t("columns.memo"), card: "hidden", cell: (item) => item.memo },
    {
      key: "amount",
      header: t("columns.amount"),
      align: "right",
      card: "aside",
      cell: (item) => (
        <b className="font-semibold">
          <Amount value={item.amount} currency />
        </b>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("caption")}
      columns={columns}
      rows={items}
      rowKey={(item) => item.id}
      rowHref={(item) => queueHref({ request: item.id })}
      rowLabel={(item) =>
        t("requestOf", { name: item.name, amount: `${item.amount.currency} ${groupDigits(item.amount.amount)}` })
      }
      linkColumn="customer"
    />
  );
}
