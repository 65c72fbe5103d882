import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readFloatForm } from "@/app/_float-form/read-float-form";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { view } from "@/lib/http/view";
import { readOwnDistributor } from "@/lib/organisations";
import { isAllowed } from "@/lib/runtime";
import { WithdrawForm } from "./_components/withdraw-form";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("floatForm.float-withdrawal");
  return { title: t("title") };
}

/** Have float paid out, for makers. */
export default async function WithdrawFloatPage() {
  const t = await getTranslations("floatForm");
  const form = await view(async (ctx) => {
    const own = await readOwnDistributor(ctx);
    return isAllowed(ctx.principal, "float.request") ? readFloatForm(ctx, own) : null;
  });
  return (
    <>
      <PageHeader title={t("float-withdrawal.title")} backHref="/" />
      {form ? (
        <FormCard intro={t("float-withdrawal.intro")}>
          <WithdrawForm view={form} />
        </FormCard>
      ) : (
        <EmptyState kind="first-use" title={t("notAllowed.title")}>
          {t("notAllowed.text")}
        </EmptyState>
      )}
    </>
  );
}
