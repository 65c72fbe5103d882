import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusCode } from "../../_components/status-code";
import { requestsHref } from "../../requests-query";
import type { SerialisedRequest } from "../../serialise-request";

/** Requests of a key, newest first; the row leads to what was asked and answered. */
export function RequestsTable({ of, requests }: { of: string; requests: readonly SerialisedRequest[] }) {
  const t = useTranslations("apiRequests");
  const columns: Column<SerialisedRequest>[] = [
    {
      key: "time",
      header: t("columns.time"),
      cell: ({ at }) => <RelativeTime at={at} form="time" />,
      card: "first",
      width: "w-32",
    },
    {
      key: "request",
      header: t("columns.request"),
      cell: ({ method, short }) => (
        <span data-verbatim className="font-mono text-xs wrap-anywhere">
          <b className="font-semibold">{method}</b> {short}
        </span>
      ),
      card: "main",
    },
    {
      key: "status",
      header: t("columns.status"),
      cell: ({ status }) => <StatusCode status={status} />,
      card: "aside",
      width: "w-20",
    },
    {
      key: "latency",
      header: t("columns.latency"),
      cell: ({ latencyMs }) => t("milliseconds", { count: latencyMs }),
      card: "state",
      align: "right",
      width: "w-24",
    },
    {
      key: "address",
      header: t("columns.address"),
      cell: ({ address }) => <span className="font-mono text-xs">{address}</span>,
      card: "second",
      width: "w-40",
    },
    {
      key: "made",
      header: t("columns.made"),
      cell: ({ operation }) => (operation ? t("operation") : null),
      card: "hidden",
      width: "w-28",
    },
  ];
  return (
    <DataTable
      caption={t("caption")}
      columns={columns}
      rows={requests}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `${requestsHref(of)}/${id}`}
      rowLabel={({ method, short, status }) => t("rowLabel", { method, path: short, status })}
      linkColumn="request"
    />
  );
}
