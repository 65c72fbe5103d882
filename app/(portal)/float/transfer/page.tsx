import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { view } from "@/lib/http/view";
import { showId } from "@/lib/kernel/ids";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { readAccounts } from "../_components/read-accounts";
import { TransferForm, type TransferView } from "./_components/transfer-form";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ownAccounts.transfer"))("title") };
}

/** What the form needs; null for who moves none. */
async function readTransfer(ctx: Ctx): Promise<TransferView | null> {
  const own = await readAccounts(ctx);
  const { principal } = ctx;
  if (principal.kind !== "user" || !isAllowed(principal, "float.transfer")) return null;
  return { ...own, owner: showId("person", principal.personId) };
}

/** Move money between own accounts, for makers. */
export default async function TransferPage() {
  const [t, form] = await Promise.all([getTranslations("ownAccounts.transfer"), view(readTransfer)]);
  return (
    <>
      <PageHeader title={t("title")} backHref="/float" />
      {!form ? (
        <EmptyState kind="first-use" title={t("notAllowed.title")}>
          {t("notAllowed.text")}
        </EmptyState>
      ) : form.accounts.length > 1 ? (
        <FormCard intro={t("intro")}>
          <TransferForm view={form} />
        </FormCard>
      ) : (
        <EmptyState
          kind="first-use"
          title={t("none.title")}
          action={<LinkButton href="/float">{t("none.accounts")}</LinkButton>}
        >
          {t("none.text")}
        </EmptyState>
      )}
    </>
  );
}
