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
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="wrap-anywhere">
            <EntrySentence entry={entry} query={query} />
          </span>
          <details className="group/facts open:basis-full">
            <summary className="w-fit cursor-pointer list-none text-xs leading-[inherit] text-ink-3 underline-offset-2 hover:text-ink hover:underline max-sm:py-1 [&::-webkit-details-marker]:hidden">
              <span className="group-open/facts:hidden">{t("more")}</span>
              <span className="hidden group-open/facts:inline">{t("less")}</span>
            </summary>
            <EntryFacts entry={entry} query={query} />
          </details>
        </div>
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
  return (
    // What is opened grows downwards, beside its time.
    <div className="[&_td]:align-top">
      <DataTable caption={t("caption")} columns={columns} rows={entries} rowKey={(entry) => entry.seq} />
    </div>
  );
}
