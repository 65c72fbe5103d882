import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { readForm } from "@/app/_operation-form/read-form";
import { SwitchedOff } from "@/app/_operation-form/switched-off";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { CashInForm } from "./_components/cash-in-form";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cashIn");
  return { title: t("title") };
}

/** New cash-in, for makers. `?phone=` names the person from the start. */
export default async function NewCashInPage({ searchParams }: PageProps<"/cash-in/new">) {
  const { phone } = await searchParams;
  const t = await getTranslations("cashIn");
  const form = await readForm("cash-in");
  return (
    <>
      <PageHeader title={t("title")} backHref="/" />
      {form?.isOff ? (
        <SwitchedOff feature="cash-in" />
      ) : form ? (
        <FormCard intro={t("intro")}>
          <CashInForm
            owner={form.owner}
            currency={form.currency}
            exponent={form.exponent}
            available={form.available}
            phone={typeof phone === "string" ? phone.slice(0, 32) : ""}
          />
        </FormCard>
      ) : (
        <EmptyState kind="first-use" title={t("notAllowed.title")}>
          {t("notAllowed.text")}
        </EmptyState>
      )}
    </>
  );
}
