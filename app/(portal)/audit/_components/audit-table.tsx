import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditQuery } from "../audit-query";
import type { SerialisedEntry } from "../serialise-entry";
import { EntryFacts } from "./entry-facts";
import { EntrySentence } from "./entry-sentence";

/** The record, newest first: when, what in a sentence with the facts behind it, and from where. */
export function AuditTable({ entries, query }: { entries: readonly SerialisedEntry[]; query: AuditQuery }) {
  const t = useTranslations("audit");
  const columns: Column<SerialisedEntry>[] = [
    {
      key: "at",
      header: t("columns.at"),
      cell: (entry) => <RelativeTime at={entry.at} form="time" />,
      card: "first",
      width: "w-36",
    },
    {
      key: "what",
      header: t("columns.what"),
      cell: (entry) => (
        <details className="group/facts">
          <summary className="cursor-pointer list-none wrap-anywhere [&::-webkit-details-marker]:hidden">
            <EntrySentence entry={entry} query={query} />
            <span className="ml-2 text-xs whitespace-nowrap text-ink-3 underline-offset-2 group-hover/row:underline group-open/facts:hidden">
              {t("more")}
            </span>
          </summary>
          <EntryFacts entry={entry} query={query} />
        </details>
      ),
      card: "main",
    },
    {
      key: "address",
      header: t("columns.address"),
      cell: (entry) => <span className="text-xs text-ink-3 tabular-nums">{entry.address ?? t("inside")}</span>,
      card: "second",
      width: "w-36",
    },
    {
      key: "state",
      header: t("columns.outcome"),
      cell: (entry) => (entry.refused ? <Badge tone="wait">{t("refused")}</Badge> : null),
      card: "state",
      width: "w-28",
    },
  ];
  return <DataTable caption={t("caption")} columns={columns} rows={entries} rowKey={(entry) => entry.seq} />;
}
