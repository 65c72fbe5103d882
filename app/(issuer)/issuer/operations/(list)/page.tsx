import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/app/(portal)/operations/(list)/_components/export-button";
import { OperationsList } from "@/app/(portal)/operations/(list)/_components/operations-list";
import { readList } from "@/app/(portal)/operations/(list)/read-list";
import { readOwn } from "@/app/(portal)/operations/list-filters";
import { readListQuery } from "@/app/(portal)/operations/list-query";
import { PageHeader } from "@/components/layout/page-header";
import { SearchButton } from "@/components/layout/search-button";
import { issuerView } from "../../_components/issuer-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("operationsList");
  return { title: t("title") };
}

/** The issuer's own operations, newest first; those of a distributor stand on that distributor's page. */
export default async function OperationsPage({ searchParams }: PageProps<"/issuer/operations">) {
  const query = readListQuery(await searchParams, "/issuer/operations");
  const [t, list] = await Promise.all([
    getTranslations("operationsList"),
    issuerView(async (ctx) => readList(ctx, query, await readOwn(ctx))),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        aside={<SearchButton compact />}
        actions={<ExportButton query={query} matching={list.matching} />}
      />
      <OperationsList query={query} list={list} />
    </>
  );
}
