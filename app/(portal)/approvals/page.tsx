import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/lib/http/view";
import { DeskPage } from "./_components/desk-page";
import { readDeskQuery } from "./desk-query";
import { readDesk } from "./read-desk";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("approvals");
  return { title: t("title") };
}

/** The approvals desk: what needs this person, what waits on others, what was decided. */
export default async function ApprovalsPage({ searchParams }: PageProps<"/approvals">) {
  const query = await readDeskQuery(searchParams);
  const desk = await view((ctx) => readDesk(ctx, query));
  return <DeskPage query={query} desk={desk} operationsPath="/operations" />;
}
