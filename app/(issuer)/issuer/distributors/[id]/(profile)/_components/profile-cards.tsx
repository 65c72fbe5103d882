import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { Card, CardTitle } from "@/components/ui/card";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkButton } from "@/components/ui/link-button";
import { FEATURES } from "@/lib/kernel/features";
import type { Profile } from "../read-profile";

/** What a distributor is. */
export function FactsCard({ profile }: { profile: Profile }) {
  const t = useTranslations("issuer.distributor");
  const { currency, lowFloat } = profile;
  return (
    <Card>
      <CardTitle className="mb-3">{t("profile")}</CardTitle>
      <DefinitionList
        items={[
          { term: t("id"), value: <CopyId value={profile.id} /> },
          { term: t("shortCode"), value: profile.shortCode },
          { term: t("currency"), value: currency },
          { term: t("zone"), value: <span data-verbatim>{profile.zone}</span> },
          { term: t("lowFloat"), value: lowFloat ? `${currency} ${groupDigits(lowFloat)}` : t("lowFloatNone") },
        ]}
      />
    </Card>
  );
}

/** What its operations may move at most. */
export function LimitsCard({ profile: { id, currency, limits, canChange } }: { profile: Profile }) {
  const t = useTranslations("issuer.limits");
  return (
    <Card>
      <CardTitle className="mb-3">{t("title")}</CardTitle>
      <DefinitionList
        items={(["maxAmount", "maxDaily", "maxWeekly"] as const).map((name) => {
          const limit = limits[name];
          return { term: t(name), value: limit ? `${currency} ${groupDigits(limit)}` : t("none") };
        })}
      />
      {canChange ? (
        <LinkButton size="s" className="mt-3.5" href={`/issuer/distributors/${id}/limits`}>
          {t("change")}
        </LinkButton>
      ) : null}
    </Card>
  );
}

/** What is switched off for it. */
export function FeaturesCard({ profile: { id, off, canChange } }: { profile: Profile }) {
  const t = useTranslations("issuer.features");
  return (
    <Card>
      <CardTitle className="mb-3">{t("title")}</CardTitle>
      <DefinitionList
        items={FEATURES.map((feature) => ({
          term: t(`names.${feature}`),
          value: off.includes(feature) ? <b>{t("off")}</b> : t("on"),
        }))}
      />
      {canChange ? (
        <LinkButton size="s" className="mt-3.5" href={`/issuer/distributors/${id}/features`}>
          {t("change")}
        </LinkButton>
      ) : null}
    </Card>
  );
}
