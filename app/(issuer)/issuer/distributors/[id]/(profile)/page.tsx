import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { LowFloat } from "@/components/money/low-float";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { issuerView } from "../../../_components/issuer-view";
import { Totals } from "../../../_components/totals";
import { StatusButton } from "../../../_status/status-button";
import { DistributorFrame } from "../_components/distributor-frame";
import { FactsCard, FeaturesCard, LimitsCard } from "./_components/profile-cards";
import { readProfile } from "./read-profile";

// The title and the page ask in one request: one unit of work answers both.
const profileOf = cache((id: string) => issuerView((ctx) => readProfile(ctx, id)));

export async function generateMetadata({ params }: PageProps<"/issuer/distributors/[id]">): Promise<Metadata> {
  return { title: (await profileOf((await params).id)).name };
}

/** A distributor as its issuer sees it: its day, and what it is. */
export default async function DistributorPage({ params }: PageProps<"/issuer/distributors/[id]">) {
  const [profile, t] = await Promise.all([profileOf((await params).id), getTranslations("issuer.distributor")]);
  const { id, name, status, suspended, today, low } = profile;
  return (
    <DistributorFrame
      distributor={profile}
      page="profile"
      actions={profile.canChange ? <StatusButton whom={{ kind: "distributor", id, name, status }} /> : null}
    >
      {suspended ? (
        <Callout tone="bad" title={t("suspended")}>
          {suspended.reason} · <RelativeTime at={suspended.at} form="full" />
        </Callout>
      ) : null}
      <Totals total={today} label={t("today")} available={t("available")} beside={low ? <LowFloat /> : null} />
      <div className="grid items-start gap-3.5 xl:grid-cols-[1.4fr_1fr_1fr]">
        <FactsCard profile={profile} />
        <LimitsCard profile={profile} />
        <FeaturesCard profile={profile} />
      </div>
    </DistributorFrame>
  );
}
