import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { useDistributorColumns } from "./distributor-columns";
import type { DistributorRow } from "./distributor-rows";

/** Distributors with what they have and did today; cards on a phone. */
export function DistributorsTable({ caption, rows }: { caption: string; rows: readonly DistributorRow[] }) {
  const t = useTranslations("issuer.distributors.columns");
  const only = rows.every((row) => row.currency === rows[0]?.currency) ? rows[0]?.currency : undefined;
  const columns = useDistributorColumns(only, only ? t("availableIn", { currency: only }) : t("available"));
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
