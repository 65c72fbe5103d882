import { useTranslations } from "next-intl";
import { Phone } from "@/components/money/phone";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { OrganisationState } from "../../../_components/organisation-state";
import { StatusButton } from "../../../_status/status-button";
import type { CustomerRow } from "../read-list";

/** Customers, newest first; cards on a phone. */
export function CustomersTable({
  caption,
  rows,
  canSuspend,
}: {
  caption: string;
  rows: readonly CustomerRow[];
  canSuspend: boolean;
}) {
  const t = useTranslations("issuer.customers.columns");
  const columns: Column<CustomerRow>[] = [
    { key: "name", header: t("name"), card: "main", cell: (row) => <span className="font-[550]">{row.name}</span> },
    { key: "phone", header: t("phone"), card: "first", width: "w-[26%]", cell: (row) => <Phone shown={row.phone} /> },
    {
      key: "since",
      header: t("since"),
      card: "hidden",
      width: "w-[22%]",
      cell: (row) => <RelativeTime at={row.createdAt} />,
    },
    {
      key: "status",
      header: t("status"),
      card: "state",
      width: "w-[24%]",
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center justify-end gap-2.5 md:flex md:justify-between">
          <OrganisationState status={row.status} />
          {canSuspend ? <StatusButton whom={{ kind: "customer", ...row }} size="s" /> : null}
        </span>
      ),
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
