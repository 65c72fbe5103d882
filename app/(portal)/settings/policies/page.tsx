import { SlidersHorizontal } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { Callout } from "@/components/ui/callout";
import { Card, CardTitle } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { view } from "@/lib/http/view";
import { PolicyLimits } from "../../_components/policy-limits";
import { PolicyRules } from "../../_components/policy-rules";
import { Simulator } from "./_components/simulator";
import { Versions } from "./_components/versions";
import { POLICIES_PATH } from "./policies-path";
import { readPoliciesQuery } from "./policies-query";
import { readPolicies } from "./read-policies";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policies"))("title") };
}

/** The approval policy of a distributor: what is in force, who would have to approve what, and every version there was. */
export default async function PoliciesPage({ searchParams }: PageProps<"/settings/policies">) {
  const query = readPoliciesQuery(await searchParams);
  const [t, shown] = await Promise.all([getTranslations("policies"), view((ctx) => readPolicies(ctx, query))]);
  const { policy, currency, versions, waiting } = shown;
  const change =
    shown.mayChange && !waiting ? (
      <LinkButton href={`${POLICIES_PATH}/change`} variant="primary" icon={<SlidersHorizontal aria-hidden="true" />}>
        {t("change")}
      </LinkButton>
    ) : null;
  return (
    <div className="flex w-full max-w-3xl flex-col gap-3.5">
      <PageHeader title={t("title")} actions={change} />
      <p className="text-s text-ink-3">{t("intro")}</p>
      {waiting ? (
        <Callout>
          <span className="flex flex-wrap items-center justify-between gap-2.5">
            {t("waiting")} <LinkButton href={waiting}>{t("openWaiting")}</LinkButton>
          </span>
        </Callout>
      ) : null}
      <Card className="flex flex-col gap-3">
        <CardTitle>
          {policy.version > 0 ? `${t("inForce")}: ${t("version", { version: policy.version })}` : t("inForce")}
        </CardTitle>
        {policy.version > 0 ? (
          <PolicyRules rules={policy.rules} currency={currency} />
        ) : (
          <p className="text-s text-ink-2">{t("noPolicy")}</p>
        )}
        {policy.version > 0 ? (
          <div className="flex flex-col gap-2 border-t border-line pt-3">
            <h3 className="text-s font-medium text-ink-3">{t("limits.title")}</h3>
            <PolicyLimits limits={policy.limits} currency={currency} />
          </div>
        ) : null}
        {change ? <p className="lg:hidden">{change}</p> : null}
      </Card>
      <Simulator query={query} shown={shown} />
      {versions.length > 0 ? <Versions versions={versions} /> : null}
    </div>
  );
}
