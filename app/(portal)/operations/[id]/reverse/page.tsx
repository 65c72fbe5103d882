import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { view } from "@/lib/http/view";
import { REVERSAL_DAYS } from "@/lib/kernel/periods";
import { ReverseForm } from "./_components/reverse-form";
import { readReversal } from "./read-reversal";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reversal");
  return { title: t("title") };
}

/** Ask for a completed cash-in or cash-out to be reversed, for makers. */
export default async function ReversePage({ params }: PageProps<"/operations/[id]/reverse">) {
  const [t, { id }] = await Promise.all([getTranslations("reversal"), params]);
  const form = await view((ctx) => readReversal(ctx, id));
  return (
    <>
      <PageHeader title={t("title")} backHref={`/operations/${id}`} />
      {form?.isOpen ? (
        <FormCard intro={t(`intro.${form.reverses}`)}>
          <ReverseForm view={form} />
        </FormCard>
      ) : (
        <EmptyState kind="first-use" title={form ? t("nothingLeft.title") : t("notAllowed.title")}>
          {form ? t("nothingLeft.text", { days: REVERSAL_DAYS }) : t("notAllowed.text")}
        </EmptyState>
      )}
    </>
  );
}
