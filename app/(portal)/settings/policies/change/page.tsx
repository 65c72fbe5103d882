import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { view } from "@/lib/http/view";
import { POLICIES_PATH } from "../policies-path";
import { readChange } from "../read-change";
import { PolicyForm } from "./_components/policy-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policies.form"))("title") };
}

/** Ask for another policy, for admins. */
export default async function ChangePolicyPage() {
  const [t, form] = await Promise.all([getTranslations("policies.form"), view(readChange)]);
  return (
    <>
      <PageHeader title={t("title")} backHref={POLICIES_PATH} />
      {form ? (
        <FormCard intro={t("intro")}>
          <PolicyForm form={form} />
        </FormCard>
      ) : (
        <EmptyState kind="first-use" title={t("notAllowed.title")}>
          {t("notAllowed.text")}
        </EmptyState>
      )}
    </>
  );
}
