import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { DirectoryFrame } from "../../_components/directory-frame";
import { readDirectoryQuery } from "../../_components/directory-query";
import { issuerView } from "../../_components/issuer-view";
import { MerchantsTable } from "./_components/merchants-table";
import { readList } from "./read-list";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuer.merchants");
  return { title: t("title") };
}

/** All merchants of the issuer, by name, as the address narrows them. */
export default async function MerchantsPage({ searchParams }: PageProps<"/issuer/merchants">) {
  const query = readDirectoryQuery(await searchParams);
  const [t, te, list] = await Promise.all([
    getTranslations("issuer.merchants"),
    getTranslations("issuer.enrol"),
    issuerView((ctx) => readList(ctx, query)),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          list.canCreate ? (
            <LinkButton href="/issuer/merchants/new" variant="primary" icon={<Plus aria-hidden="true" />}>
              {te("merchant.title")}
            </LinkButton>
          ) : null
        }
      />
      <DirectoryFrame
        path="/issuer/merchants"
        query={query}
        counts={list.counts}
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
        <MerchantsTable caption={t("title")} rows={list.rows} canSuspend={list.canSuspend} />
      </DirectoryFrame>
    </>
  );
}
