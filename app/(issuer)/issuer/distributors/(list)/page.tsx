import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { DirectoryFrame } from "../../_components/directory-frame";
import { readDirectoryQuery } from "../../_components/directory-query";
import { DistributorsTable } from "../../_components/distributors-table";
import { issuerView } from "../../_components/issuer-view";
import { readList } from "./read-list";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuer.distributors");
  return { title: t("title") };
}

/** All distributors of the issuer, by name, as the address narrows them. */
export default async function DistributorsPage({ searchParams }: PageProps<"/issuer/distributors">) {
  const query = readDirectoryQuery(await searchParams);
  const [t, tn, list] = await Promise.all([
    getTranslations("issuer.distributors"),
    getTranslations("issuer.newDistributor"),
    issuerView((ctx) => readList(ctx, query)),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          list.canCreate ? (
            <LinkButton href="/issuer/distributors/new" variant="primary" icon={<Plus aria-hidden="true" />}>
              {tn("title")}
            </LinkButton>
          ) : null
        }
      />
      <DirectoryFrame
        path="/issuer/distributors"
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
        <DistributorsTable caption={t("title")} rows={list.rows} />
      </DirectoryFrame>
    </>
  );
}
