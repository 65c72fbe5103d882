import { ArrowDownToLine } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { SearchButton } from "@/components/layout/search-button";
import { LinkButton } from "@/components/ui/link-button";
import { view } from "@/lib/http/view";
import { readOwn } from "../list-filters";
import { readListQuery } from "../list-query";
import { ExportButton } from "./_components/export-button";
import { OperationsList } from "./_components/operations-list";
import { readList } from "./read-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("operationsList");
  return { title: t("title") };
}

/** All operations, newest first, as the address narrows them. */
export default async function OperationsPage({ searchParams }: PageProps<"/operations">) {
  const query = readListQuery(await searchParams);
  const [t, th, list] = await Promise.all([
    getTranslations("operationsList"),
    getTranslations("home"),
    view(async (ctx) => readList(ctx, query, await readOwn(ctx))),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        aside={<SearchButton compact />}
        actions={
          <>
            <ExportButton query={query} matching={list.matching} />
            {list.canCreate ? (
              <LinkButton href="/cash-in/new" variant="primary" icon={<ArrowDownToLine aria-hidden="true" />}>
                {th("newCashIn")}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <OperationsList query={query} list={list} />
    </>
  );
}
