import { useTranslations } from "next-intl";
import type { SerialisedOperation } from "../../../_components/serialise-operation";

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
