import { useTranslations } from "next-intl";
import { Phone } from "@/components/money/phone";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Role } from "@/lib/kernel/roles";
import type { OperationType } from "@/lib/operations/schemas";
import { PersonBadge, type PersonState } from "./person-badge";

/** A person as a list shows them. Instants are RFC 3339, UTC; `pending` are open requests about them, for those who see requests. */
export type PersonRow = PersonState & {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly roles: readonly Role[];
  readonly joinedAt: string | null;
  readonly lastSeenAt: string | null;
  readonly isMe?: boolean;
  readonly pending?: readonly { readonly type: OperationType }[];
};

/** People by name: roles, state, when they were last here, and what is asked for about them. `hrefOf` leads to a person's own page, where there is one. */
export function PeopleTable({
  people,
  hrefOf,
}: {
  people: readonly PersonRow[];
  hrefOf?: (person: PersonRow) => string;
}) {
  const t = useTranslations("people");
  const time = (at: string | null) =>
    at ? <RelativeTime at={at} /> : <span className="text-ink-3">{t("never")}</span>;
  const columns: Column<PersonRow>[] = [
    { key: "name", header: t("columns.name"), cell: (person) => <Name person={person} />, card: "main" },
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
      cell: (person) => <Pending person={person} />,
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
      columns={columns.filter(({ key }) => key !== "pending" || people.some(({ pending }) => pending))}
      rows={people}
      rowKey={(person) => person.id}
      {...(hrefOf ? { rowHref: hrefOf } : {})}
      rowLabel={(person) => person.name}
    />
  );
}

function Name({ person }: { person: PersonRow }) {
  const t = useTranslations("people");
  return (
    <>
      <b className="font-medium">{person.name}</b>
      {person.isMe ? <span className="text-ink-3"> {t("you")}</span> : null}
      <span className="block text-xs text-ink-3">
        <Phone shown={person.phone} />
      </span>
    </>
  );
}

function Pending({ person: { pending = [] } }: { person: PersonRow }) {
  const t = useTranslations("operations.type");
  return pending.length > 0 ? <Badge tone="wait">{pending.map(({ type }) => t(type)).join(", ")}</Badge> : null;
}
