import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskPage } from "@/app/(portal)/approvals/_components/desk-page";
import { readDeskQuery } from "@/app/(portal)/approvals/desk-query";
import { readDesk } from "@/app/(portal)/approvals/read-desk";
import { issuerView } from "../_components/issuer-view";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("approvals");
  return { title: t("title") };
}

/** The issuer's desk: its own requests, those about its distributors, and those of distributors for which its people stand in. */
export default async function ApprovalsPage({ searchParams }: PageProps<"/issuer/approvals">) {
  const query = await readDeskQuery(searchParams, "/issuer/approvals");
  const desk = await issuerView((ctx) => readDesk(ctx, query));
  return <DeskPage query={query} desk={desk} operationsPath="/issuer/operations" />;
}
