"use client";

import { useTranslations } from "next-intl";
import { useAmountFacts } from "@/app/_operation-form/amount-facts";
import { AmountField } from "@/app/_operation-form/amount-field";
import { amountProblem } from "@/app/_operation-form/amount-problem";
import { FormFrame } from "@/app/_operation-form/form-frame";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { MemoField } from "@/app/_operation-form/memo-field";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { EffectBox } from "@/components/money/effect-box";
import { DefinitionList } from "@/components/ui/definition-list";
import type { Currency } from "@/lib/kernel/currencies";
import { askForReversal } from "../actions";

/** The operation that is to be reversed. `left` is what can still go back, a plain decimal; `grouped` what it moved. */
export type ReverseFormView = {
  readonly owner: string;
  /** `op_…` */
  readonly operation: string;
  readonly reverses: "cash-in" | "cash-out-fulfillment";
  readonly currency: Currency;
  readonly exponent: number;
  readonly left: string;
  readonly grouped: string;
  readonly name: string;
  readonly label: string;
};

const EMPTY = { amount: "", memo: "" };

/** Has what an operation moved go back: all that is left of it, unless less is typed. */
export function ReverseForm({ view }: { view: ReverseFormView }) {
  const { owner, operation, reverses, currency, exponent, left, name, label } = view;
  const t = useTranslations("reversal");
  const form = useOperationForm({
    name: `reversal:${operation}`,
    owner,
    empty: { ...EMPTY, amount: left },
    type: "reversal",
    request: ({ key, fields: { amount, memo } }) =>
      askForReversal({ key, operation, amount: plainAmount(amount), memo: memo.trim() }),
    check: async ({ amount, memo }) => {
      const problem = await amountProblem(amount, left, currency);
      return [
        problem === "ledger.insufficient-float" ? "operations.reversal-exceeds" : problem,
        memo.trim() === "" ? "memo.missing" : null,
      ];
    },
  });
  const fields = form.draft?.fields;
  const facts = useAmountFacts(fields?.amount ?? "", currency, left);
  const original = [
    { term: t(`original.${reverses}`), value: `${currency} ${view.grouped}` },
    {
      term: t(`party.${reverses}`),
      value: (
        <>
          <b>{name}</b>
          {label ? <span className="whitespace-nowrap"> · {label}</span> : null}
        </>
      ),
    },
  ];
  const effect = [{ label: t("left"), amount: left, becomes: facts.after ?? undefined }];

  if (!fields) return <FormSkeleton />;
  if (form.step === "fill")
    return (
      <FormFrame {...form}>
        <DefinitionList items={original} />
        <AmountField
          value={fields.amount}
          currency={currency}
          exponent={exponent}
          facts={facts}
          problems={form.problems}
          onChange={(amount) => form.change({ amount })}
        />
        <EffectBox lines={effect} />
        <MemoField
          label={t("reason")}
          hint={t("reasonHint")}
          required
          value={fields.memo}
          problems={form.problems}
          onChange={(memo) => form.change({ memo })}
        />
      </FormFrame>
    );
  if (!form.Review) return <FormSkeleton />;
  return (
    <form.Review
      title={t(`reviewTitle.${reverses}`, { name })}
      amount={{ amount: plainAmount(fields.amount), currency }}
      words={facts.words}
      facts={[...original, { term: t("reason"), value: fields.memo.trim() }]}
      effect={effect}
      note={t(`reviewNote.${reverses}`)}
      submitLabel={t("submit")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}
