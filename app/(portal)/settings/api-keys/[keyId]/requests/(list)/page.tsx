import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { DimWhileLoading } from "@/components/layout/dim-while-loading";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { Pagination } from "@/components/ui/pagination";
import { STATUS_CLASSES } from "@/lib/api-requests/schemas";
import { view } from "@/lib/http/view";
import { readId } from "@/lib/kernel/ids";
import { KEYS_PATH } from "../../../keys-path";
import { readRequests } from "../read-requests";
import { type RequestsQuery, readRequestsQuery, requestsHref } from "../requests-query";
import { RequestsTable } from "./_components/requests-table";

// The title and the page ask in one request: one unit of work answers both.
const requestsOf = cache((shown: string, status: RequestsQuery["status"], after: string | null) => {
  const id = readId("apiKey", shown);
  return id ? view((ctx) => readRequests(ctx, id, { status, after })) : notFound();
});

type Props = PageProps<"/settings/api-keys/[keyId]/requests">;

async function read({ params, searchParams }: Props) {
  const query = readRequestsQuery(await searchParams);
  return { query, ...(await requestsOf((await params).keyId, query.status, query.after)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, { key }] = await Promise.all([getTranslations("apiRequests"), read(props)]);
  return { title: t("title", { label: key.label }) };
}

/** What a key has asked, and what it was answered, for thirty days. */
export default async function RequestsPage(props: Props) {
  const [t, { query, key, requests, next }] = await Promise.all([getTranslations("apiRequests"), read(props)]);
  const { status, after } = query;
  const cleared = requestsHref(key.id);
  return (
    <>
      <PageHeader title={t("title", { label: key.label })} backHref={`${KEYS_PATH}/${key.id}`} />
      <p className="text-s text-ink-3">{t("intro")}</p>
      <DimWhileLoading>
        <FilterBar clearHref={status ? cleared : undefined}>
          <FilterChip
            name={t("columns.status")}
            value={status ? t(`classes.${status}`) : undefined}
            clearHref={status ? cleared : undefined}
            options={STATUS_CLASSES.map((one) => ({
              label: t(`classes.${one}`),
              href: requestsHref(key.id, { status: one }),
            }))}
          />
        </FilterBar>
        {requests.length > 0 ? (
          <RequestsTable of={key.id} requests={requests} />
        ) : (
          <EmptyState
            kind={status || after ? "no-match" : "first-use"}
            title={t(status || after ? "none.title" : "first.title")}
          >
            {t(status || after ? "none.text" : "first.text")}
          </EmptyState>
        )}
        <Pagination
          previousHref={after ? requestsHref(key.id, { status }) : undefined}
          nextHref={next ? requestsHref(key.id, { status, after: next }) : undefined}
        />
      </DimWhileLoading>
    </>
  );
}
