import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { issuerView } from "../../../_components/issuer-view";
import { NotAnAdmin } from "../../_components/not-an-admin";
import { readChange } from "../read-change";
import { FeaturesForm } from "./_components/features-form";

// The title and the page ask in one request: one unit of work answers both.
const changeOf = cache((id: string) => issuerView((ctx) => readChange(ctx, id)));

type Props = PageProps<"/issuer/distributors/[id]/features">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ name }, t] = await Promise.all([changeOf((await params).id), getTranslations("issuer.features")]);
  return { title: t("titleOf", { name }) };
}

/** The features of a distributor, for the issuer's admins. */
export default async function FeaturesPage({ params }: Props) {
  const [{ id, name, form }, t] = await Promise.all([changeOf((await params).id), getTranslations("issuer.features")]);
  return (
    <>
      <PageHeader title={t("titleOf", { name })} backHref={`/issuer/distributors/${id}`} />
      {form ? (
        <FormCard intro={t("intro")}>
          <FeaturesForm form={form} />
        </FormCard>
      ) : (
        <NotAnAdmin />
      )}
    </>
  );
}
