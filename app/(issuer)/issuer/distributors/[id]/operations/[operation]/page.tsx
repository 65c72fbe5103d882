import type { Metadata } from "next";
import { cache } from "react";
import { OperationPage, titleOf } from "@/app/(portal)/operations/[id]/_components/operation-page";
import { readDetail } from "@/app/(portal)/operations/[id]/read-detail";
import { listHref, readListQuery } from "@/app/(portal)/operations/list-query";
import { showId } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { issuerView } from "../../../../_components/issuer-view";
import { lookAt } from "../../_components/look-at";

type Props = PageProps<"/issuer/distributors/[id]/operations/[operation]">;

async function readOperation(ctx: Ctx, shownId: string, operation: string, search: string) {
  const { id, currency, timeZone } = await lookAt(ctx, shownId, "operation");
  const query = readListQuery(search, `/issuer/distributors/${showId("distributor", id)}/operations`);
  return { query, detail: await readDetail(ctx, operation, query, { currency, timeZone, organisation: id }) };
}

// The title and the page ask in one request: one unit of work answers both.
const detailOf = cache((id: string, operation: string, search: string) =>
  issuerView((ctx) => readOperation(ctx, id, operation, search)),
);

async function readPage({ params, searchParams }: Props) {
  const [{ id, operation }, search] = await Promise.all([params, searchParams]);
  const query = readListQuery(search);
  return detailOf(id, operation, listHref(query, { after: query.after, before: query.before }, ""));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: await titleOf((await readPage(props)).detail) };
}

/** One operation of a distributor, as its issuer sees it. */
export default async function Page(props: Props) {
  return <OperationPage {...(await readPage(props))} made={false} />;
}
