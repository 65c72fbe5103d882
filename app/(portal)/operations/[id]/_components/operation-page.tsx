import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { OperationDetail } from "@/components/operations/operation-detail";
import { shownStatus } from "@/components/operations/shown-status";
import { StatusBadge } from "@/components/ui/status-badge";
import { AlsoLooking } from "../../../_components/also-looking";
import { BlockedNotice } from "../../../_components/blocked-notice";
import { WhatChanges } from "../../../_components/what-changes";
import { DecideActions } from "../../../approvals/_components/decide-actions";
import { OfDistributor } from "../../../approvals/_components/of-distributor";
import { ruleOf } from "../../../approvals/_components/rule-of";
import { type ListQuery, listHref } from "../../list-query";
import { eventSentences } from "../event-sentences";
import type { DetailView } from "../read-detail";
import { ConsentCode } from "./consent-code";
import { EarlierVersions } from "./earlier-versions";
import { FromFile } from "./from-file";
import { AgainButton, HeaderActions, ReverseButton } from "./header-actions";
import { MadeByRequest } from "./made-by-request";
import { Posted } from "./posted";
import { Related } from "./related";
import { JustMade, Summary } from "./summary";

/** What the tab of an operation's page says: the act, and its amount. */
export async function titleOf({ operation: { type, money, counterparty } }: DetailView): Promise<string> {
  const t = await getTranslations("operations");
  const title = t(`title.${type}`, { name: counterparty.name });
  return money ? t("rowLabel", { title, amount: `${money.currency} ${money.grouped}` }) : title;
}

/** One operation of a list; `made`: its maker comes from the form. */
export async function OperationPage({ query, made, detail }: { query: ListQuery; made: boolean; detail: DetailView }) {
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
        aside={<StatusBadge status={shownStatus(operation)} />}
        actions={<HeaderActions detail={detail} query={query} />}
      />
      <OperationDetail
        frame="page"
        badgeInBar
        operation={operation}
        words={detail.words}
        notice={
          <>
            {operation.canTypeCode ? <ConsentCode operation={operation} /> : null}
            {made && operation.maker.isMe && operation.status === "pending" && operation.whyNot !== "consent" ? (
              <JustMade operation={operation} listPath={query.path} />
            ) : null}
            <OfDistributor operation={operation} name={detail.organisation} />
            {operation.status === "pending" ? <AlsoLooking operation={operation.id} /> : null}
            {detail.inPlaceOf ? (
              <p className="text-s text-ink-2">{td("delegation.request", { name: detail.inPlaceOf })}</p>
            ) : null}
            {operation.blocked ? <BlockedNotice blocked={operation.blocked} ways={detail.unblock} /> : null}
            <Summary operation={operation} />
          </>
        }
        rule={td(`rule.${ruleOf(operation)}`, { type: tt(operation.type), needed: operation.approvals.needed })}
        oddities={detail.oddities}
        effect={detail.effect}
        events={eventSentences(te, operation, detail.events)}
        change={<WhatChanges operation={operation} currency={detail.currency} />}
        decide={<DecideActions operation={operation} />}
      >
        <Related detail={detail} query={query} />
        {detail.file ? <FromFile file={detail.file} /> : null}
        <EarlierVersions versions={detail.earlier} />
        {journal ? <Posted operation={operation} journal={journal} /> : null}
        {detail.request ? <MadeByRequest request={detail.request} /> : null}
        <ReverseButton detail={detail} className="lg:hidden" />
        <AgainButton to={detail.againTo} className="lg:hidden" />
      </OperationDetail>
    </>
  );
}
