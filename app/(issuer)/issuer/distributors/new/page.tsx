import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { exponentOf } from "@/lib/kernel/currencies";
import { showId } from "@/lib/kernel/ids";
import { readOwnIssuer } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { issuerView } from "../../_components/issuer-view";
import { NotAnAdmin } from "../_components/not-an-admin";
import { NewDistributorForm } from "./_components/new-distributor-form";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuer.newDistributor");
  return { title: t("title") };
}

async function readForm(ctx: Ctx) {
  const { currency, timeZone } = await readOwnIssuer(ctx);
  const { principal } = ctx;
  if (principal.kind !== "user" || !isAllowed(principal, "distributors.change")) return null;
  const zones = [...new Set([timeZone, ...Intl.supportedValuesOf("timeZone")])];
  return {
    owner: showId("person", principal.personId),
    currency,
    exponent: exponentOf(currency),
    zone: timeZone,
    zones,
  };
}

/** A new distributor, for the issuer's admins. */
export default async function NewDistributorPage() {
  const [form, t] = await Promise.all([issuerView(readForm), getTranslations("issuer.newDistributor")]);
  return (
    <>
      <PageHeader title={t("title")} backHref="/issuer/distributors" />
      {form ? (
        <FormCard intro={t("intro")}>
          <NewDistributorForm {...form} />
        </FormCard>
      ) : (
        <NotAnAdmin />
      )}
    </>
  );
}
