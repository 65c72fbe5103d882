import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { cache } from "react";
import type { FloatFormView } from "@/app/_float-form/float-form";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { issuerView } from "../../../../_components/issuer-view";
import { readForm } from "../read-form";
import { NotAllowed } from "./not-allowed";

// The title and the page ask in one request: one unit of work answers both.
const formOf = cache((id: string) => issuerView((ctx) => readForm(ctx, id)));

type Kind = "float-sale" | "float-return";
type Props = { readonly params: Promise<{ readonly id: string }> };

/** The title of a page that moves a distributor's float. */
export async function floatTitle(kind: Kind, { params }: Props): Promise<Metadata> {
  const [{ name }, t] = await Promise.all([formOf((await params).id), getTranslations(`floatForm.${kind}`)]);
  return { title: t("titleOf", { name }) };
}

/** A page that moves a distributor's float, for the issuer's makers; `form` is given the distributor (`dst_…`) and what the form needs. */
export async function FloatFormPage({
  kind,
  params,
  form,
}: Props & { kind: Kind; form: (distributor: string, view: FloatFormView) => ReactNode }) {
  const [{ distributor, name, view }, t] = await Promise.all([
    formOf((await params).id),
    getTranslations(`floatForm.${kind}`),
  ]);
  return (
    <>
      <PageHeader title={t("titleOf", { name })} backHref={`/issuer/distributors/${distributor}/float`} />
      {view ? <FormCard intro={t("intro")}>{form(distributor, view)}</FormCard> : <NotAllowed />}
    </>
  );
}
