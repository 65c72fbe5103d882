import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { groupDigits } from "@/components/money/money-text";
import { Callout } from "@/components/ui/callout";
import { Card, CardTitle } from "@/components/ui/card";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { FEATURES } from "@/lib/organisations/schemas";
import { issuerView } from "../../../_components/issuer-view";
import { Totals } from "../../../_components/totals";
import { StatusButton } from "../../../_status/status-button";
import { DistributorFrame } from "../_components/distributor-frame";
import { readProfile } from "./read-profile";

// The title and the page ask in one request: one unit of work answers both.
const profileOf = cache((id: string) => issuerView((ctx) => readProfile(ctx, id)));

export async function generateMetadata({ params }: PageProps<"/issuer/distributors/[id]">): Promise<Metadata> {
  return { title: (await profileOf((await params).id)).name };
}

/** A distributor as its issuer sees it: its day, and what it is. */
export default async function DistributorPage({ params }: PageProps<"/issuer/distributors/[id]">) {
  const [profile, t, tl, tf] = await Promise.all([
    profileOf((await params).id),
    getTranslations("issuer.distributor"),
    getTranslations("issuer.limits"),
    getTranslations("issuer.features"),
  ]);
  return (
    <DistributorFrame
      distributor={profile}
      page="profile"
      actions={profile.canChange ? <StatusButton whom={{ kind: "distributor", ...profile }} /> : null}
    >
      {profile.suspended ? (
        <Callout tone="bad" title={t("suspended")}>
          {profile.suspended.reason} · <RelativeTime at={profile.suspended.at} form="full" />
        </Callout>
      ) : null}
      <Totals total={profile.today} label={t("today")} available={t("available")} />
      <div className="grid items-start gap-3.5 xl:grid-cols-[1.4fr_1fr_1fr]">
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
        <Card>
          <CardTitle className="mb-3">{t("limits")}</CardTitle>
          <DefinitionList
            items={(["maxAmount", "maxDaily"] as const).map((name) => {
              const limit = profile.limits[name];
              return { term: tl(name), value: limit ? `${profile.currency} ${groupDigits(limit)}` : tl("none") };
            })}
          />
          {profile.canChange ? (
            <LinkButton size="s" className="mt-3.5" href={`/issuer/distributors/${profile.id}/limits`}>
              {tl("change")}
            </LinkButton>
          ) : null}
        </Card>
        <Card>
          <CardTitle className="mb-3">{t("features")}</CardTitle>
          <DefinitionList
            items={FEATURES.map((feature) => ({
              term: tf(`names.${feature}`),
              value: profile.off.includes(feature) ? <b>{tf("off")}</b> : tf("on"),
            }))}
          />
          {profile.canChange ? (
            <LinkButton size="s" className="mt-3.5" href={`/issuer/distributors/${profile.id}/features`}>
              {tf("change")}
            </LinkButton>
          ) : null}
        </Card>
      </div>
    </DistributorFrame>
  );
}
