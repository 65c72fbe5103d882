"use client";

import { useTranslations } from "next-intl";
import type { AmountFacts } from "@/app/_operation-form/amount-facts";
import { AmountField } from "@/app/_operation-form/amount-field";
import { Choice } from "@/app/_operation-form/choice";
import { FormFrame, type FormFrameProps } from "@/app/_operation-form/form-frame";
import { MemoField } from "@/app/_operation-form/memo-field";
import type { RecipientKey, RecipientState } from "@/app/_operation-form/recipient";
import { RecipientField } from "@/app/_operation-form/recipient-field";
import type { RevisionView } from "../read-revision";

/** What may be changed of a pending operation: its other side, where it has one, its amount and its memo. */
export function RevisionFields({
  form,
  view,
  by,
  facts,
  recipient,
  onLeave,
}: {
  form: FormFrameProps & {
    fields: RevisionView["fields"];
    change: (fields: Partial<RevisionView["fields"]>) => void;
  };
  view: RevisionView;
  by: RecipientKey;
  facts: AmountFacts;
  recipient: RecipientState;
  onLeave: () => void;
}) {
  const t = useTranslations("cashIn");
  const { fields, problems, change } = form;
  return (
    <FormFrame {...form}>
      {view.type === "cash-in" ? (
        <Choice
          legend={t("to")}
          name="by"
          value={by}
          options={[
            { value: "phone", label: t("toCustomer") },
            { value: "shortCode", label: t("toMerchant") },
          ]}
          onChange={(value) => change({ by: value })}
        />
      ) : null}
      {view.type === "float-request" ? null : (
        <RecipientField
          key={by}
          by={by}
          value={fields[by]}
          recipient={recipient}
          problems={problems}
          onChange={(value) => change({ [by]: value })}
          onLeave={onLeave}
        />
      )}
      <AmountField
        value={fields.amount}
        currency={view.currency}
        exponent={view.exponent}
        facts={facts}
        available={view.available ?? undefined}
        problems={problems}
        onChange={(amount) => change({ amount })}
      />
      <MemoField value={fields.memo} problems={problems} onChange={(memo) => change({ memo })} />
    </FormFrame>
  );
}
