import { useTranslations } from "next-intl";
import { OperationDetail } from "@/components/operations/operation-detail";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { AlsoLooking } from "../../_components/also-looking";
import { BlockedNotice } from "../../_components/blocked-notice";
import { WhatChanges } from "../../_components/what-changes";
import { FromFile } from "../../operations/[id]/_components/from-file";
import { eventSentences } from "../../operations/[id]/event-sentences";
import type { DeskView } from "../read-desk";
import { DecideActions } from "./decide-actions";
import { LateNotice } from "./late-notice";
import { OfDistributor } from "./of-distributor";
import { ruleOf } from "./rule-of";

/** The whole request beside the list: why it needs somebody, what it will do, what has happened, and the decision. */
export function ShownRequest({
  shown,
  nextHref,
  pageHref,
}: {
  shown: NonNullable<DeskView["shown"]>;
  nextHref: string;
  pageHref: string;
}) {
  const t = useTranslations("approvalsDesk");
  const to = useTranslations("operations");
  const te = useTranslations("operationPage.events");
  const { operation, decision } = shown;
  const ended = operation.status !== "pending";
  return (
    <OperationDetail
      // What was typed or opened for one request is not carried over to the next.
      key={operation.id}
      frame="pane"
      badgeInBar
      operation={operation}
      words={shown.words}
      rule={t(`rule.${ruleOf(operation)}`, {
        type: to(`type.${operation.type}`),
        needed: operation.approvals.needed,
      })}
      oddities={shown.oddities}
      effect={shown.effect}
      events={eventSentences(te, operation, shown.events)}
      notice={
        <>
          <OfDistributor operation={operation} name={shown.organisation} />
          {ended ? null : <AlsoLooking operation={operation.id} />}
          {shown.inPlaceOf ? (
            <p className="text-s text-ink-2">{t("delegation.request", { name: shown.inPlaceOf })}</p>
          ) : null}
          {operation.blocked ? <BlockedNotice blocked={operation.blocked} ways={shown.unblock} /> : null}
          {ended && decision ? <Decided decision={decision} /> : null}
        </>
      }
      change={<WhatChanges operation={operation} currency={shown.currency} />}
      decide={<DecideActions operation={operation} frame="pane" nextHref={nextHref} />}
    >
      {shown.file ? <FromFile file={shown.file} /> : null}
      {ended ? (
        <p>
          <LinkButton href={pageHref}>{t("openPage")}</LinkButton>
        </p>
      ) : null}
    </OperationDetail>
  );
}

function Decided({ decision }: { decision: NonNullable<NonNullable<DeskView["shown"]>["decision"]> }) {
  const details = { decision: decision.decision, decidedBy: decision.by, decidedAt: decision.at };
  return (
    <Callout tone="idle" role="status">
      <LateNotice refusal={{ code: "operations.already-decided", message: "", details }} />
    </Callout>
  );
}
