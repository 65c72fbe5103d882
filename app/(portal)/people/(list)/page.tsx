import { UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeopleList } from "@/app/_people/people-list";
import { readPeopleQuery } from "@/app/_people/people-query";
import { PeopleTable } from "@/app/_people/people-table";
import { PageHeader } from "@/components/layout/page-header";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { view } from "@/lib/http/view";
import { readPeople } from "../read-people";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

/** Who works here, a distributor's people or the issuer's. */
export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const query = readPeopleQuery(await searchParams);
  const [t, list] = await Promise.all([getTranslations("people"), view((ctx) => readPeople(ctx, query))]);
  const invite = list.canChange ? (
    <LinkButton href="/people/invite" variant="primary" icon={<UserPlus aria-hidden="true" />}>
      {t("invite.button")}
    </LinkButton>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} actions={invite} />
      {list.fewDeciders ? <Callout title={t("few.title")}>{t("few.text")}</Callout> : null}
      <PeopleList
        path="/people"
        query={query}
        counts={list.counts}
        isEmpty={list.people.length === 0}
        next={list.next}
        previous={list.previous}
      >
        <PeopleTable people={list.people} hrefOf={({ id }) => `/people/${id}`} />
      </PeopleList>
      {invite ? <p className="lg:hidden">{invite}</p> : null}
    </>
  );
}
