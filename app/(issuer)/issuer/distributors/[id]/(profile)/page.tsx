import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { Card, CardTitle } from "@/components/ui/card";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { issuerView } from "../../../_components/issuer-view";
import { Totals } from "../../../_components/totals";
import { DistributorFrame } from "../_components/distributor-frame";
import { readProfile } from "./read-profile";

// The title and the page ask in one request: one unit of work answers both.
const profileOf = cache((id: string) => issuerView((ctx) => readProfile(ctx, id)));

export async function generateMetadata({ params }: PageProps<"/issuer/distributors/[id]">): Promise<Metadata> {
  return { title: (await profileOf((await params).id)).name };
}

/** A distributor as its issuer sees it: its day, and what it is. */
export default async function DistributorPage({ params }: PageProps<"/issuer/distributors/[id]">) {
  const [profile, t] = await Promise.all([profileOf((await params).id), getTranslations("issuer.distributor")]);
  return (
    <DistributorFrame distributor={profile} page="profile">
      <Totals total={profile.today} label={t("today")} available={t("available")} />
      <Card>
        <CardTitle className="mb-3">{t("profile")}</CardTitle>
        <DefinitionList
          items={[
            { term: t("id"), value: <CopyId value={profile.id} /> },
            { term: t("shortCode"), value: profile.shortCode },
            { term: t("currency"), value: profile.currency },
            { term: t("zone"), value: profile.zone },
          ]}
        />
      </Card>
    </DistributorFrame>
  );
}
