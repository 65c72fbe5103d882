import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import type { SerialisedOperation } from "../../../_components/serialise-operation";

const NEXT = { "cash-in": "/cash-in/new", "cash-out-fulfillment": "/cash-out/new", other: null } as const;

/** To its maker, right after it was sent: what happens next, and the way to the next customer. */
export function JustMade({ operation, listPath }: { operation: SerialisedOperation; listPath: string }) {
  const t = useTranslations("operationPage.made");
  const next = operation.type === "cash-in" || operation.type === "cash-out-fulfillment" ? operation.type : "other";
  return (
    <Callout
      tone="good"
      role="status"
      title={t("title")}
      action={
        <LinkButton size="s" href={NEXT[next] ?? listPath}>
          {t(`next.${next}`)}
        </LinkButton>
      }
    >
      {t("text")}
    </Callout>
  );
}

const ENDED_WITHOUT_MONEY = ["rejected", "cancelled", "expired", "failed"];

/** Where its customer was asked and nothing is held: how it stands. */
function unheldSentence({ consent, status, approvals }: SerialisedOperation) {
  if (consent === null) return null;
  if (consent.state === "refused") return "refused";
  if (consent.state === "given") return status === "failed" && approvals.given < approvals.needed ? "short" : null;
  if (status === "pending") return "awaited";
  return status === "cancelled" ? "cancelled" : "unanswered";
}

/** The operation in one sentence, with what became of its money. */
export function Summary({ operation }: { operation: SerialisedOperation }) {
  const t = useTranslations("operationPage");
  const to = useTranslations("operations.title");
  const { money } = operation;
  const title = to(operation.type, { name: operation.counterparty.name });
  const what = money ? t("what", { title, amount: `${money.currency} ${money.grouped}` }) : title;
  const { needed, given } = operation.approvals;
  const kind = money ? "sentence" : "changeSentence";
  const unheld = unheldSentence(operation);
  const sentence = unheld
    ? t(`consentSentence.${unheld}`, { what })
    : operation.whyNot === "expired"
      ? t(`${kind}.expiredPending`, { what })
      : t(`${kind}.${operation.status}`, { what, missing: needed - given, needed });
  const back = operation.queued && ENDED_WITHOUT_MONEY.includes(operation.status);
  return (
    <p className="text-s text-ink-2">
      {sentence}
      {back ? ` ${t("queuedAgain")}` : null}
    </p>
  );
}
