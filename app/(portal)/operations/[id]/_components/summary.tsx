import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import type { SerialisedOperation } from "../../../_components/serialise-operation";

/** To its maker, right after it was sent: what happens next, and the way to the next customer. */
export function JustMade({ operation }: { operation: SerialisedOperation }) {
  const t = useTranslations("operationPage.made");
  return (
    <Callout
      tone="good"
      role="status"
      title={t("title")}
      action={
        <LinkButton size="s" href={operation.type === "cash-in" ? "/cash-in/new" : "/cash-out/new"}>
          {t(`next.${operation.type}`)}
        </LinkButton>
      }
    >
      {t("text")}
    </Callout>
  );
}

const ENDED_WITHOUT_MONEY = ["rejected", "cancelled", "expired", "failed"];

/** The operation in one sentence, with what became of its money. */
export function Summary({ operation }: { operation: SerialisedOperation }) {
  const t = useTranslations("operationPage");
  const what = t(`title.${operation.type}`, {
    amount: `${operation.currency} ${operation.amountGrouped}`,
    name: operation.counterparty.name,
  });
  const { needed, given } = operation.approvals;
  const sentence =
    operation.whyNot === "expired"
      ? t("sentence.expiredPending", { what })
      : t(`sentence.${operation.status}`, { what, missing: needed - given, needed });
  const back = operation.queued && ENDED_WITHOUT_MONEY.includes(operation.status);
  return (
    <p className="text-s text-ink-2">
      {sentence}
      {back ? ` ${t("queuedAgain")}` : null}
    </p>
  );
}
