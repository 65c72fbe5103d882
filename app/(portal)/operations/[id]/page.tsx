import type { Metadata } from "next";
import { cache } from "react";
import { view } from "@/lib/http/view";
import { listHref, readListQuery } from "../list-query";
import { OperationPage, titleOf } from "./_components/operation-page";
import { readDetail } from "./read-detail";

// The title and the page ask in one request: one unit of work answers both.
const detailOf = cache((id: string, search: string) => view((ctx) => readDetail(ctx, id, readListQuery(search))));

async function readPage({ params, searchParams }: PageProps<"/operations/[id]">) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const query = readListQuery(search);
  return { query, made: search.made !== undefined, detail: await detailOf(id, listHref(query, {}, "")) };
}

export async function generateMetadata(props: PageProps<"/operations/[id]">): Promise<Metadata> {
  return { title: await titleOf((await readPage(props)).detail) };
}

/** One operation: what it is, what has happened, and what was posted. */
export default async function Page(props: PageProps<"/operations/[id]">) {
  return <OperationPage {...(await readPage(props))} />;
}
