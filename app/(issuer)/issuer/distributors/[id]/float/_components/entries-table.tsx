import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FloatEntry } from "../read-float";

/** The lines of a float's book; what came and went has its sign, so that colour is not all that tells. */
export function EntriesTable({
  caption,
  entries,
  currency,
}: {
  caption: string;
  entries: readonly FloatEntry[];
  currency: string;
}) {
  const t = useTranslations("issuer.float");
  const columns: Column<FloatEntry>[] = [
    {
      key: "at",
      header: t("columns.at"),
      card: "first",
      width: "w-[22%]",
      cell: (entry) => <RelativeTime at={entry.at} form="full" />,
    },
    {
      key: "what",
      header: t("columns.what"),
      card: "main",
      cell: (entry) => (entry.operation ? t("operation") : t("funding")),
    },
    {
      key: "amount",
      header: t("columns.amount", { currency }),
      align: "right",
      card: "aside",
      width: "w-[22%]",
      cell: (entry) => (
        <span
          className={
            entry.amount.startsWith("-")
              ? "font-[550] whitespace-nowrap tabular-nums"
              : "font-[550] whitespace-nowrap text-good tabular-nums"
          }
        >
          {entry.amount.startsWith("-") ? "" : "+"}
          {groupDigits(entry.amount)}
        </span>
      ),
    },
    {
      key: "after",
      header: t("columns.after"),
      align: "right",
      card: "state",
      width: "w-[22%]",
      cell: (entry) => (
        <span className="whitespace-nowrap text-ink-2 tabular-nums">{groupDigits(entry.balanceAfter)}</span>
      ),
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={entries} rowKey={(entry) => entry.key} />;
}
