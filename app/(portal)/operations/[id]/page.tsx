import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { OperationDetail } from "@/components/operations/operation-detail";
import { StatusBadge } from "@/components/ui/status-badge";
import { view } from "@/lib/http/view";
import { DecideActions } from "../../approvals/_components/decide-actions";
import { ruleOf } from "../../approvals/_components/rule-of";
import { listHref, readListQuery } from "../list-query";
import { AgainButton, HeaderActions } from "./_components/header-actions";
import { Posted } from "./_components/posted";
import { JustMade, Summary } from "./_components/summary";
import { eventSentences } from "./event-sentences";
import { readDetail } from "./read-detail";

// The title and the page ask in one request: one unit of work answers both.
const detailOf = cache((id: string, search: string) => view((ctx) => readDetail(ctx, id, readListQuery(search))));

async function readPage({ params, searchParams }: PageProps<"/operations/[id]">) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const query = readListQuery(search);
  return { query, made: search.made !== undefined, detail: await detailOf(id, listHref(query, {}, "")) };
}

export async function generateMetadata(props: PageProps<"/operations/[id]">): Promise<Metadata> {
  const [{ detail }, t] = await Promise.all([readPage(props), getTranslations("operations")]);
  const { type, money, counterparty } = detail.operation;
  const title = t(`title.${type}`, { name: counterparty.name });
  return { title: money ? t("rowLabel", { title, amount: `${money.currency} ${money.grouped}` }) : title };
}

/** One operation: what it is, what has happened, and what was posted. */
export default async function OperationPage(props: PageProps<"/operations/[id]">) {
  const { query, made, detail } = await readPage(props);
  const [t, tt, td, te] = await Promise.all([
    getTranslations("operations.title"),
    getTranslations("operations.type"),
    getTranslations("approvalsDesk"),
    getTranslations("operationPage.events"),
  ]);
  const { operation, journal } = detail;
  return (
    <>
      <PageHeader
        title={t(operation.type, { name: operation.counterparty.name })}
        backHref={listHref(query, { after: query.after, before: query.before })}
        aside={<StatusBadge status={operation.status} />}
        actions={<HeaderActions detail={detail} query={query} />}
      />
      <OperationDetail
        frame="page"
        badgeInBar
        operation={operation}
        words={detail.words}
        notice={
          <>
            {made && operation.maker.isMe && operation.status === "pending" ? <JustMade operation={operation} /> : null}
            <Summary operation={operation} />
          </>
        }
        rule={td(`rule.${ruleOf(operation)}`, { type: tt(operation.type), needed: operation.approvals.needed })}
        oddities={detail.oddities}
        effect={detail.effect}
        events={eventSentences(te, operation, detail.events)}
        decide={<DecideActions operation={operation} />}
      >
        {journal ? <Posted operation={operation} journal={journal} /> : null}
        <AgainButton to={detail.againTo} className="lg:hidden" />
      </OperationDetail>
    </>
  );
}
