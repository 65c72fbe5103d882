import type { Metadata } from "next";
import { cache } from "react";
import { OperationPage, titleOf } from "@/app/(portal)/operations/[id]/_components/operation-page";
import { readDetail } from "@/app/(portal)/operations/[id]/read-detail";
import { listHref, readListQuery } from "@/app/(portal)/operations/list-query";
import { issuerView } from "../../_components/issuer-view";

const PATH = "/issuer/operations";

// The title and the page ask in one request: one unit of work answers both.
const detailOf = cache((id: string, search: string) =>
  issuerView((ctx) => readDetail(ctx, id, readListQuery(search, PATH))),
);

async function readPage({ params, searchParams }: PageProps<"/issuer/operations/[id]">) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const query = readListQuery(search, PATH);
  return { query, made: search.made !== undefined, detail: await detailOf(id, listHref(query, {}, "")) };
}

export async function generateMetadata(props: PageProps<"/issuer/operations/[id]">): Promise<Metadata> {
  return { title: await titleOf((await readPage(props)).detail) };
}

/** One operation of the issuer's, or one of a distributor that came to its desk. */
export default async function Page(props: PageProps<"/issuer/operations/[id]">) {
  return <OperationPage {...(await readPage(props))} />;
}
