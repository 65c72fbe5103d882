import { useTranslations } from "next-intl";
import { Phone } from "@/components/money/phone";
import { Badge, type Tone } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PersonRow } from "../read-people";

const TONES: Record<PersonRow["status"], Tone> = { active: "good", invited: "wait", suspended: "bad", removed: "idle" };

/** The people of a distributor; cards on a phone. */
export function PeopleTable({ caption, rows }: { caption: string; rows: readonly PersonRow[] }) {
  const t = useTranslations("issuer.people");
  const tr = useTranslations("shell.roles");
  const columns: Column<PersonRow>[] = [
    {
      key: "name",
      header: t("columns.name"),
      card: "main",
      cell: (row) => (
        <>
          <span className="block font-[550]">{row.name}</span>
          <span className="block text-xs text-ink-3">
            <Phone shown={row.phone} />
          </span>
        </>
      ),
    },
    {
      key: "roles",
      header: t("columns.roles"),
      card: "first",
      width: "w-[26%]",
      cell: (row) => row.roles.map((role) => tr(role)).join(", "),
    },
    {
      key: "seen",
      header: t("columns.seen"),
      card: "hidden",
      width: "w-[20%]",
      cell: (row) => (row.lastSeenAt ? <RelativeTime at={row.lastSeenAt} form="full" /> : t("never")),
    },
    {
      key: "status",
      header: t("columns.status"),
      card: "state",
      width: "w-[14%]",
      cell: (row) => (
        <Badge tone={TONES[row.status]} dot>
          {t(`status.${row.status}`)}
        </Badge>
      ),
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
