import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DirectoryPage } from "../../_components/directory-page";
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
  const [t, list] = await Promise.all([getTranslations("issuer.merchants"), issuerView((ctx) => readList(ctx, query))]);
  return (
    <DirectoryPage kind="merchants" query={query} list={list}>
      <MerchantsTable caption={t("title")} rows={list.rows} canSuspend={list.canSuspend} />
    </DirectoryPage>
  );
}
