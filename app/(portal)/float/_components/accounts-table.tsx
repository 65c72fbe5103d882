import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { cn } from "@/components/ui/cn";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { AccountView } from "./read-accounts";

// On a card the facts stand below each other: two amounts of nine digits and more are wider than a phone.
const CARD = { available: "aside", held: "first", posted: "below" } as const;

/** What each account has: what may be spent of it, what is held, and both together. */
export function AccountsTable({ currency, accounts }: { currency: string; accounts: readonly AccountView[] }) {
  const t = useTranslations("ownAccounts");
  const amount = (key: "available" | "held" | "posted"): Column<AccountView> => ({
    key,
    header: t("columns.amountIn", { what: t(`columns.${key}`), currency }),
    align: "right",
    card: CARD[key],
    cell: (row) => (
      <span className={cn("whitespace-nowrap tabular-nums", key === "posted" && "max-md:text-xs max-md:text-ink-3")}>
        <span className="text-ink-3 md:hidden">{t(`columns.${key}`)} </span>
        {groupDigits(row[key])}
      </span>
    ),
  });
  const columns: Column<AccountView>[] = [
    {
      key: "name",
      header: t("columns.name"),
      card: "main",
      cell: (row) => <span className="font-[550]">{row.name ?? t("float")}</span>,
    },
    amount("available"),
    amount("held"),
    amount("posted"),
  ];
  return <DataTable caption={t("title")} columns={columns} rows={accounts} rowKey={(row) => row.id} />;
}
