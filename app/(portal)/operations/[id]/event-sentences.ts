import type { useTranslations } from "next-intl";
import type { OperationEventView } from "@/components/operations/operation-view";
import { ERRORS, isErrorCode } from "@/lib/kernel/errors";
import { toRfc3339 } from "@/lib/kernel/time";
import type { TimelineEvent } from "@/lib/operations";
import { heldOn } from "../../_components/money-way";
import { type SerialisedOperation, serialiseMoney } from "../../_components/serialise-operation";

type Words = ReturnType<typeof useTranslations<"operationPage.events">>;
type Sentence = Omit<OperationEventView, "key" | "at">;

const MOVING = [
  "cash-in",
  "cash-out-fulfillment",
  "float-sale",
  "float-request",
  "float-return",
  "float-withdrawal",
  "own-transfer",
  "reversal-of-cash-in",
  "reversal-of-cash-out-fulfillment",
] as const;

/** Within one unit of work everything has one instant: first what people did, then what came of it. */
const RANK: Readonly<Record<string, number>> = {
  "operation.submitted": 0,
  "operation.approved": 1,
  "operation.rejected-by": 1,
  "operation.consent-given": 1,
  "operation.consent-refused": 1,
};

/** What happened to an operation, oldest first, in sentences. An act that is not known here yet is told by its name. */
export function eventSentences(
  t: Words,
  operation: SerialisedOperation,
  events: readonly TimelineEvent[],
): OperationEventView[] {
  const rank = (event: TimelineEvent) => RANK[event.action] ?? 2;
  return [...events]
    .sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b))
    .flatMap((event, n) =>
      sentencesOf(t, operation, event).map((sentence, part) => ({
        ...sentence,
        key: `${n}.${part}`,
        at: toRfc3339(event.at),
      })),
    );
}

function sentencesOf(t: Words, operation: SerialisedOperation, event: TimelineEvent): Sentence[] {
  const { maker } = operation;
  // A changed one said another amount before.
  const said = event.amount ? serialiseMoney(event.amount) : operation.money;
  const amount = said ? `${said.currency} ${said.grouped}` : "";
  const name = event.actor ?? t("somebody");
  const actor = event.inPlaceOf ? t("inPlaceOf", { name, other: event.inPlaceOf }) : name;
  const held = heldOn(operation);
  const asks = operation.consent !== null;
  // Of one that asks its customer nothing is held before they agree, nor afterwards if they have not enough.
  const wasHeld = !asks || (operation.consent?.state === "given" && !isShort(operation));
  const freed = held && wasHeld ? [{ text: operation.queued ? t("releasedToQueue") : t("released", { amount }) }] : [];
  switch (event.action) {
    case "operation.submitted":
      return [
        {
          text: maker.viaKey
            ? t("submittedByKey", { key: maker.viaKey, actor: maker.name })
            : t("submitted", { actor: maker.name }),
        },
        ...(held && !asks
          ? [{ text: operation.queued ? t("heldBefore", { amount }) : t(`held.${held}`, { amount }) }]
          : []),
      ];
    case "operation.consent-asked":
      return [{ text: t("consentAsked") }];
    case "operation.consent-given":
      return [
        { text: event.via === "code" ? t("consentByCode", { actor }) : t("consentByPage"), tone: "accent" },
        ...(held && wasHeld ? [{ text: t(`held.${held}`, { amount }) }] : []),
      ];
    case "operation.consent-refused":
      return [{ text: t("consentRefused"), tone: "bad" }];
    case "operation.consent-code-wrong":
      return [{ text: t("consentCodeWrong", { actor }), tone: "wait" }];
    case "operation.revised":
      return [{ text: t("revised", { actor, amount }), tone: "wait" }];
    case "operation.approved":
      return [{ text: t("approved", { actor }), note: event.comment, tone: "accent" }];
    case "operation.approval-withdrawn":
      return [{ text: t("approvalWithdrawn", { actor }), tone: "wait" }];
    case "operation.rejected-by":
      return [{ text: t("rejectedBy", { actor }), note: event.comment, tone: "bad" }];
    case "operation.rejected":
      return freed;
    case "operation.completed":
      return [{ text: t(`completed.${operation.money ? moved(operation) : "other"}`, { amount }), tone: "good" }];
    case "operation.failed":
      return [{ text: t("failed"), note: messageOf(event.failure), tone: "bad" }, ...freed];
    case "operation.cancelled":
      return [{ text: t("cancelled", { actor }) }, ...freed];
    case "operation.escalated":
      return [{ text: t("escalated"), tone: "wait" }];
    case "operation.expired":
      return [{ text: operation.consent?.state === "awaited" ? t("unanswered") : t("expired") }, ...freed];
    case "operation.decide.refused":
      return [{ text: t("refused", { actor }), note: messageOf(event.failure), tone: "wait" }];
    case "operation.revise.refused":
      return [{ text: t("refusedRevision", { actor }), note: messageOf(event.failure), tone: "wait" }];
    case "operation.undo.refused":
      return [{ text: t("refusedUndo", { actor }), note: messageOf(event.failure), tone: "wait" }];
    case "operation.recall.refused":
      return [{ text: t("refusedRecall", { actor }), note: messageOf(event.failure), tone: "wait" }];
    default:
      return [{ text: t("other", { action: event.action, actor: event.actor ?? t("clock") }), note: event.comment }];
  }
}

/** Whether its customer agreed to more than they had: it failed before anybody approved it. */
function isShort({ status, approvals }: SerialisedOperation): boolean {
  return status === "failed" && approvals.given < approvals.needed;
}

/** The types that move money each say how. */
function moved({ type, reverses }: SerialisedOperation) {
  const way = reverses ? `reversal-of-${reverses}` : type;
  return MOVING.find((known) => known === way) ?? "other";
}

function messageOf(code: string | null): string | null {
  return code && isErrorCode(code) ? ERRORS[code].message : code;
}
