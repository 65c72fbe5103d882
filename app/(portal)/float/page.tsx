import { ArrowLeftRight, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { view } from "@/lib/http/view";
import { isAllowed } from "@/lib/runtime";
import { AccountsTable } from "./_components/accounts-table";
import { readAccounts } from "./_components/read-accounts";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ownAccounts"))("title") };
}

/** The float and the accounts beside it, with what each has. */
export default async function AccountsPage() {
  const [t, page] = await Promise.all([
    getTranslations("ownAccounts"),
    view(async (ctx) => ({
      ...(await readAccounts(ctx)),
      mayOpen: isAllowed(ctx.principal, "float.accounts"),
      mayMove: isAllowed(ctx.principal, "float.transfer"),
    })),
  ]);
  const actions = (
    <>
      {page.mayOpen ? (
        <LinkButton href="/float/open" icon={<Plus aria-hidden="true" />}>
          {t("open.title")}
        </LinkButton>
      ) : null}
      {page.mayMove && page.accounts.length > 1 ? (
        <LinkButton href="/float/transfer" variant="primary" icon={<ArrowLeftRight aria-hidden="true" />}>
          {t("transfer.title")}
        </LinkButton>
      ) : null}
    </>
  );
  return (
    <>
      <PageHeader title={t("title")} backHref="/" actions={actions} />
      <p className="max-w-2xl text-s text-ink-2">{t("intro")}</p>
      <AccountsTable currency={page.currency} accounts={page.accounts} />
      <div className="flex flex-col gap-2.5 lg:hidden">{actions}</div>
    </>
  );
}
