import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { DirectoryFrame } from "../../_components/directory-frame";
import { readDirectoryQuery } from "../../_components/directory-query";
import { issuerView } from "../../_components/issuer-view";
import { CustomersTable } from "./_components/customers-table";
import { readList } from "./read-list";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuer.customers");
  return { title: t("title") };
}

/** The issuer's customers, newest first, as the address narrows them. */
export default async function CustomersPage({ searchParams }: PageProps<"/issuer/customers">) {
  const query = readDirectoryQuery(await searchParams);
  const [t, te, list] = await Promise.all([
    getTranslations("issuer.customers"),
    getTranslations("issuer.enrol"),
    issuerView((ctx) => readList(ctx, query)),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          list.canCreate ? (
            <LinkButton href="/issuer/customers/new" variant="primary" icon={<Plus aria-hidden="true" />}>
              {te("customer.title")}
            </LinkButton>
          ) : null
        }
      />
      <DirectoryFrame
        path="/issuer/customers"
        query={query}
        counts={list.counts}
        countedAtMost={list.countedAtMost}
        searchHint={t("searchHint")}
        isEmpty={list.rows.length === 0}
        firstUse={
          <EmptyState kind="first-use" title={t("firstUse.title")}>
            {t("firstUse.text")}
          </EmptyState>
        }
        next={list.next}
        previous={list.previous}
      >
        <CustomersTable caption={t("title")} rows={list.rows} canSuspend={list.canSuspend} />
      </DirectoryFrame>
    </>
  );
}
