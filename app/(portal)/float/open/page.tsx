import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { view } from "@/lib/http/view";
import { showId } from "@/lib/kernel/ids";
import { readOwnDistributor } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { OpenForm } from "./_components/open-form";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ownAccounts.open"))("title") };
}

/** Whose draft it is; null for who opens none. */
async function readOwner(ctx: Ctx): Promise<string | null> {
  await readOwnDistributor(ctx);
  const { principal } = ctx;
  return principal.kind === "user" && isAllowed(principal, "float.accounts")
    ? showId("person", principal.personId)
    : null;
}

/** Ask for another account beside the float, for admins. */
export default async function OpenAccountPage() {
  const [t, owner] = await Promise.all([getTranslations("ownAccounts.open"), view(readOwner)]);
  return (
    <>
      <PageHeader title={t("title")} backHref="/float" />
      {owner ? (
        <FormCard intro={t("intro")}>
          <OpenForm owner={owner} />
        </FormCard>
      ) : (
        <EmptyState kind="first-use" title={t("notAllowed.title")}>
          {t("notAllowed.text")}
        </EmptyState>
      )}
    </>
  );
}
