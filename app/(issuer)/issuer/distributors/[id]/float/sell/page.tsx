import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { FormCard } from "@/app/(portal)/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { issuerView } from "../../../../_components/issuer-view";
import { NotAllowed } from "../_components/not-allowed";
import { readForm } from "../read-form";
import { SellForm } from "./_components/sell-form";

// The title and the page ask in one request: one unit of work answers both.
const formOf = cache((id: string) => issuerView((ctx) => readForm(ctx, id)));

type Props = PageProps<"/issuer/distributors/[id]/float/sell">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ name }, t] = await Promise.all([formOf((await params).id), getTranslations("floatForm.float-sale")]);
  return { title: t("titleOf", { name }) };
}

/** Sell float to a distributor, for the issuer's makers. */
export default async function SellFloatPage({ params }: Props) {
  const [form, t] = await Promise.all([formOf((await params).id), getTranslations("floatForm.float-sale")]);
  return (
    <>
      <PageHeader
        title={t("titleOf", { name: form.name })}
        backHref={`/issuer/distributors/${form.distributor}/float`}
      />
      {form.view ? (
        <FormCard intro={t("intro")}>
          <SellForm distributor={form.distributor} view={form.view} />
        </FormCard>
      ) : (
        <NotAllowed />
      )}
    </>
  );
}
