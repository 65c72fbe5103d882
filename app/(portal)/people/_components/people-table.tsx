import { useTranslations } from "next-intl";
import { Phone } from "@/components/money/phone";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SerialisedPerson } from "../read-people";
import { PersonBadge } from "./person-badge";

/** People by name: roles, state, when they were last here, and what is asked for about them. */
export function PeopleTable({ people }: { people: readonly SerialisedPerson[] }) {
  const t = useTranslations("people");
  const tt = useTranslations("operations.type");
  const time = (at: string | null) =>
    at ? <RelativeTime at={at} /> : <span className="text-ink-3">{t("never")}</span>;
  const columns: Column<SerialisedPerson>[] = [
    {
      key: "name",
      header: t("columns.name"),
      cell: (person) => (
        <>
          <b className="font-medium">{person.name}</b>
          {person.isMe ? <span className="text-ink-3"> {t("you")}</span> : null}
          <span className="block text-xs text-ink-3">
            <Phone shown={person.phone} />
          </span>
        </>
      ),
      card: "main",
    },
    {
      key: "roles",
      header: t("columns.roles"),
      cell: (person) => person.roles.map((role) => t(`roles.${role}`)).join(", "),
      card: "first",
      width: "w-44",
    },
    {
      key: "pending",
      header: t("columns.pending"),
      cell: (person) =>
        person.pending.length > 0 ? (
          <Badge tone="wait">{person.pending.map(({ type }) => tt(type)).join(", ")}</Badge>
        ) : null,
      card: "second",
      width: "w-48",
    },
    {
      key: "seen",
      header: t("columns.seen"),
      cell: (person) => time(person.lastSeenAt),
      card: "hidden",
      width: "w-28",
    },
    {
      key: "joined",
      header: t("columns.joined"),
      cell: (person) => time(person.joinedAt),
      card: "hidden",
      width: "w-28",
    },
    {
      key: "status",
      header: t("columns.status"),
      cell: (person) => <PersonBadge person={person} />,
      card: "state",
      width: "w-32",
    },
  ];
  return (
    <DataTable
      caption={t("caption")}
      columns={columns}
      rows={people}
      rowKey={(person) => person.id}
      rowHref={(person) => `/people/${person.id}`}
      rowLabel={(person) => person.name}
    />
  );
}
