import Link from "next/link";
import { useTranslations } from "next-intl";
import { PersonBadge } from "@/app/_people/person-badge";
import { Phone } from "@/components/money/phone";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SerialisedPerson } from "../../read-people";

/** Who somebody is here, and what is asked for about them at the moment. */
export function PersonFacts({ person }: { person: SerialisedPerson }) {
  const t = useTranslations("people");
  const tt = useTranslations("operations.type");
  const { invited } = person;
  return (
    <>
      {person.pending.map(({ type, href }) => (
        <Callout key={href} title={t("pending.title", { type: tt(type) })}>
          <Link href={href} className="font-medium underline underline-offset-2">
            {t("pending.open")}
          </Link>
        </Callout>
      ))}
      <Card>
        <DefinitionList
          items={[
            {
              term: t("columns.status"),
              value: <PersonBadge person={person} />,
              note: person.reason ? t("reasonWas", { reason: person.reason }) : null,
            },
            { term: t("columns.roles"), value: person.roles.map((role) => t(`roles.${role}`)).join(", ") },
            { term: t("phone"), value: <Phone shown={person.phone} /> },
            {
              term: t("invited"),
              value: invited
                ? t.rich(invited.isLapsed ? "invitedLapsed" : "invitedUntil", {
                    until: () => <RelativeTime at={invited.until} form="full" />,
                  })
                : null,
              note: invited?.by ? t("invitedBy", { name: invited.by }) : null,
            },
            {
              term: t("columns.joined"),
              value: person.joinedAt ? <RelativeTime at={person.joinedAt} form="full" /> : null,
            },
            {
              term: t("columns.seen"),
              value: person.lastSeenAt ? <RelativeTime at={person.lastSeenAt} form="full" /> : t("never"),
            },
            { term: t("authenticator"), value: t(person.isEnrolled ? "enrolled" : "notEnrolled") },
            { term: t("id"), value: <CopyId value={person.id} /> },
          ]}
        />
      </Card>
    </>
  );
}
