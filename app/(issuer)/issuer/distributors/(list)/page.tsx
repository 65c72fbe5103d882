import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { countDistributors, listDistributors } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { DirectoryPage } from "../../_components/directory-page";
import { type DirectoryQuery, readDirectoryQuery, statusOf } from "../../_components/directory-query";
import { readDistributorRows } from "../../_components/distributor-rows";
import { DistributorsTable } from "../../_components/distributors-table";
import { issuerView } from "../../_components/issuer-view";
import { readDirectoryList } from "../../_components/read-directory-list";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuer.distributors");
  return { title: t("title") };
}

function readList(ctx: Ctx, query: DirectoryQuery) {
  const filters = { search: query.q, status: statusOf(query) };
  return readDirectoryList(ctx, "distributor", query, {
    list: (place) => listDistributors(ctx, filters, place),
    count: () => countDistributors(ctx, filters),
    rows: (items) => readDistributorRows(ctx, items),
  });
}

/** All distributors of the issuer, by name, as the address narrows them. */
export default async function DistributorsPage({ searchParams }: PageProps<"/issuer/distributors">) {
  const query = readDirectoryQuery(await searchParams);
  const [t, list] = await Promise.all([
    getTranslations("issuer.distributors"),
    issuerView((ctx) => readList(ctx, query)),
  ]);
  return (
    <DirectoryPage kind="distributors" query={query} list={list}>
      <DistributorsTable caption={t("title")} rows={list.rows} />
    </DirectoryPage>
  );
}
