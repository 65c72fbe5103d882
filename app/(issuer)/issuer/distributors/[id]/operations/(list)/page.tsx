import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { OperationsList } from "@/app/(portal)/operations/(list)/_components/operations-list";
import { readList } from "@/app/(portal)/operations/(list)/read-list";
import { listHref, readListQuery } from "@/app/(portal)/operations/list-query";
import { showId } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { issuerView } from "../../../../_components/issuer-view";
import { DistributorFrame } from "../../_components/distributor-frame";
import { lookAt } from "../../_components/look-at";

async function readOperations(ctx: Ctx, shownId: string, search: string) {
  const { id, name, status, currency, timeZone } = await lookAt(ctx, shownId, "operations");
  const shown = showId("distributor", id);
  const query = readListQuery(search, `/issuer/distributors/${shown}/operations`);
  const list = await readList(ctx, query, { currency, timeZone, organisation: id });
  return { distributor: { id: shown, name, status }, query, list };
}

// The title and the page ask in one request: one unit of work answers both.
const operationsOf = cache((id: string, search: string) => issuerView((ctx) => readOperations(ctx, id, search)));

async function readPage({ params, searchParams }: PageProps<"/issuer/distributors/[id]/operations">) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const query = readListQuery(search);
  return operationsOf(id, listHref(query, { after: query.after, before: query.before }, ""));
}

export async function generateMetadata(props: PageProps<"/issuer/distributors/[id]/operations">): Promise<Metadata> {
  const [{ distributor }, t] = await Promise.all([readPage(props), getTranslations("issuer.distributor")]);
  return { title: t("operationsOf", { name: distributor.name }) };
}

/** A distributor's operations, to be looked at: nothing is made or taken away here. */
export default async function DistributorOperationsPage(props: PageProps<"/issuer/distributors/[id]/operations">) {
  const { distributor, query, list } = await readPage(props);
  return (
    <DistributorFrame distributor={distributor} page="operations">
      <OperationsList query={query} list={list} />
    </DistributorFrame>
  );
}
