"use client";

import { useTranslations } from "next-intl";
import type { AmountFacts } from "@/app/_operation-form/amount-facts";
import { AmountField } from "@/app/_operation-form/amount-field";
import { Choice } from "@/app/_operation-form/choice";
import { FormFrame, type FormFrameProps } from "@/app/_operation-form/form-frame";
import { MemoField } from "@/app/_operation-form/memo-field";
import type { RecipientKey, RecipientState } from "@/app/_operation-form/recipient";
import { RecipientField } from "@/app/_operation-form/recipient-field";
import type { Currency } from "@/lib/kernel/currencies";
import type { CashInDraft } from "./cash-in-draft";

/** The fields of a cash-in; what is wrong stands beside its field, and in a summary above. */
export function CashInFields({
  form,
  by,
  currency,
  exponent,
  facts,
  available,
  recipient,
  onLeave,
}: {
  form: FormFrameProps & { fields: CashInDraft; change: (fields: Partial<CashInDraft>) => void };
  by: RecipientKey;
  currency: Currency;
  exponent: number;
  facts: AmountFacts;
  available: string;
  recipient: RecipientState;
  onLeave: () => void;
}) {
  const t = useTranslations("cashIn");
  const { fields, problems, change } = form;
  return (
    <FormFrame {...form}>
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
      <RecipientField
        key={by}
        by={by}
        value={fields[by]}
        recipient={recipient}
        problems={problems}
        onChange={(value) => change({ [by]: value })}
        onLeave={onLeave}
      />
      <AmountField
        value={fields.amount}
        currency={currency}
        exponent={exponent}
        facts={facts}
        available={available}
        problems={problems}
        onChange={(amount) => change({ amount })}
      />
      <MemoField value={fields.memo} problems={problems} onChange={(memo) => change({ memo })} />
    </FormFrame>
  );
}
