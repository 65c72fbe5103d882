import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FileRow } from "../read-files";
import { FileBadge } from "./file-badge";

/** Files, the newest first: name, who uploaded it, how many rows, where it stands. */
export function FilesTable({ files }: { files: readonly FileRow[] }) {
  const t = useTranslations("bulk");
  const to = useTranslations("operations.type");
  const columns: Column<FileRow>[] = [
    {
      key: "name",
      header: t("columns.name"),
      card: "main",
      cell: (file) => (
        <>
          <b className="font-medium break-all">{file.name}</b>
          <span className="block text-xs text-ink-3">{t("of", { type: to(file.type), maker: file.maker })}</span>
        </>
      ),
    },
    {
      key: "rows",
      header: t("columns.rows"),
      card: "first",
      align: "right",
      width: "w-28",
      cell: (file) => t("rows", { count: file.rows }),
    },
    {
      key: "at",
      header: t("columns.at"),
      card: "second",
      width: "w-32",
      cell: (file) => <RelativeTime at={file.createdAt} />,
    },
    {
      key: "state",
      header: t("columns.state"),
      card: "state",
      width: "w-36",
      cell: (file) => <FileBadge state={file.state} />,
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={files}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/bulk/${id}`}
      rowLabel={({ name }) => name}
    />
  );
}
