import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { issuerView } from "../../../_components/issuer-view";
import { DistributorFrame } from "../_components/distributor-frame";
import { PeopleTable } from "./_components/people-table";
import { readDistributorPeople } from "./read-people";

// The title and the page ask in one request: one unit of work answers both.
const peopleOf = cache((id: string) => issuerView((ctx) => readDistributorPeople(ctx, id)));

type Props = PageProps<"/issuer/distributors/[id]/people">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ distributor }, t] = await Promise.all([peopleOf((await params).id), getTranslations("issuer.people")]);
  return { title: t("titleOf", { name: distributor.name }) };
}

/** Who works for a distributor, to be looked at: its own admin changes them. */
export default async function DistributorPeoplePage({ params }: Props) {
  const [{ distributor, rows }, t] = await Promise.all([peopleOf((await params).id), getTranslations("issuer.people")]);
  return (
    <DistributorFrame distributor={distributor} page="people">
      {rows.length > 0 ? (
        <PeopleTable caption={t("title")} rows={rows} />
      ) : (
        <EmptyState kind="first-use" title={t("empty")} />
      )}
    </DistributorFrame>
  );
}
