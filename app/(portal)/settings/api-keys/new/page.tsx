import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { view } from "@/lib/http/view";
import { KEYS_PATH } from "../keys-path";
import { readKeyForm } from "../read-key-form";
import { NewKeyForm } from "./_components/new-key-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiKeys.new"))("title") };
}

/** Ask for a key, for makers. */
export default async function NewKeyPage() {
  const [t, form] = await Promise.all([getTranslations("apiKeys.new"), view(readKeyForm)]);
  return (
    <>
      <PageHeader title={t("title")} backHref={KEYS_PATH} />
      {form ? (
        <FormCard intro={t("intro")}>
          <NewKeyForm owner={form.owner} context={form.context} />
        </FormCard>
      ) : (
        <EmptyState kind="first-use" title={t("notAllowed.title")}>
          {t("notAllowed.text")}
        </EmptyState>
      )}
    </>
  );
}
