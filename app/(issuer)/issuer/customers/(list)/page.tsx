import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DirectoryPage } from "../../_components/directory-page";
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
  const [t, list] = await Promise.all([getTranslations("issuer.customers"), issuerView((ctx) => readList(ctx, query))]);
  return (
    <DirectoryPage kind="customers" query={query} list={list}>
      <CustomersTable caption={t("title")} rows={list.rows} canSuspend={list.canSuspend} />
    </DirectoryPage>
  );
}
