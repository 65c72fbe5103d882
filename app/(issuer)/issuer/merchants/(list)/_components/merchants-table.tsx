import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { OrganisationState } from "../../../_components/organisation-state";
import { StatusButton } from "../../../_status/status-button";
import type { MerchantRow } from "../read-list";

/** Merchants by name; cards on a phone. */
export function MerchantsTable({
  caption,
  rows,
  canSuspend,
}: {
  caption: string;
  rows: readonly MerchantRow[];
  canSuspend: boolean;
}) {
  const t = useTranslations("issuer.merchants.columns");
  const columns: Column<MerchantRow>[] = [
    { key: "name", header: t("name"), card: "main", cell: (row) => <span className="font-[550]">{row.name}</span> },
    {
      key: "shortCode",
      header: t("shortCode"),
      card: "first",
      width: "w-[18%]",
      cell: (row) => <span className="tabular-nums">{row.shortCode}</span>,
    },
    {
      key: "balance",
      header: t("balance"),
      align: "right",
      card: "aside",
      width: "w-[20%]",
      cell: (row) => (
        <span className="whitespace-nowrap tabular-nums">
          {row.currency} {groupDigits(row.balance)}
        </span>
      ),
    },
    {
      key: "since",
      header: t("since"),
      card: "second",
      width: "w-[18%]",
      cell: (row) => (
        <>
          <span aria-hidden="true" className="mr-1.5 md:hidden">
            ·
          </span>
          <RelativeTime at={row.createdAt} />
        </>
      ),
    },
    {
      key: "status",
      header: t("status"),
      card: "state",
      width: "w-[24%]",
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center justify-end gap-2.5 md:flex md:justify-between">
          <OrganisationState status={row.status} />
          {canSuspend ? <StatusButton whom={{ kind: "merchant", ...row }} size="s" /> : null}
        </span>
      ),
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
