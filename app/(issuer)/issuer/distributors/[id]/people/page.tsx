import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PeopleList } from "@/app/_people/people-list";
import { peopleHref, readPeopleQuery } from "@/app/_people/people-query";
import { PeopleTable } from "@/app/_people/people-table";
import { issuerView } from "../../../_components/issuer-view";
import { DistributorFrame } from "../_components/distributor-frame";
import { readDistributorPeople } from "./read-people";

// The title and the page ask in one request: one unit of work answers both.
const peopleOf = cache((id: string, search: string) =>
  issuerView((ctx) => readDistributorPeople(ctx, id, readPeopleQuery(search))),
);

type Props = PageProps<"/issuer/distributors/[id]/people">;

async function readPage({ params, searchParams }: Props) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const query = readPeopleQuery(search);
  const { after, before } = query;
  return { query, list: await peopleOf(id, peopleHref("", query, { after, before })) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [{ list }, t] = await Promise.all([readPage(props), getTranslations("issuer.people")]);
  return { title: t("titleOf", { name: list.distributor.name }) };
}

/** Who works for a distributor, to be looked at: its own admin changes them. */
export default async function DistributorPeoplePage(props: Props) {
  const {
    query,
    list: { distributor, people, counts, next, previous },
  } = await readPage(props);
  return (
    <DistributorFrame distributor={distributor} page="people">
      <PeopleList
        path={`/issuer/distributors/${distributor.id}/people`}
        query={query}
        counts={counts}
        isEmpty={people.length === 0}
        next={next}
        previous={previous}
      >
        <PeopleTable people={people} />
      </PeopleList>
    </DistributorFrame>
  );
}
