"use client";

import { useTranslations } from "next-intl";
import type { ActionResult } from "@/lib/kernel/action-result";
import type { Currency } from "@/lib/kernel/currencies";
import { useAmountFacts } from "../_operation-form/amount-facts";
import { AmountField } from "../_operation-form/amount-field";
import { amountProblem } from "../_operation-form/amount-problem";
import type { Draft } from "../_operation-form/draft";
import { FormFrame } from "../_operation-form/form-frame";
import { FormSkeleton } from "../_operation-form/form-skeleton";
import { MemoField } from "../_operation-form/memo-field";
import { useOperationForm } from "../_operation-form/operation-form";
import { plainAmount } from "../_operation-form/plain-amount";
import { ReferenceField } from "../_operation-form/reference-field";
import { TextField } from "../_operation-form/text-field";

const EMPTY = { amount: "", reference: "", payTo: "", memo: "" };

/** What was typed into a form about float. */
export type FloatDraft = Draft<typeof EMPTY>;

/** Which way float goes, and who asks: the issuer sells it or takes it back, or a distributor asks for it or has it paid out. */
export type FloatKind = "float-sale" | "float-return" | "float-request" | "float-withdrawal";

/** What every form about float needs. `available` is the distributor's float, a plain decimal; `owner` keeps one person's draft from the next one's. */
export type FloatFormView = {
  readonly owner: string;
  readonly currency: Currency;
  readonly exponent: number;
  readonly available: string;
  /** The distributor. */
  readonly name: string;
};

/** A form that moves float. What was paid outside has a reference; what is taken back has a reason; what is paid out says where to. */
export function FloatForm({
  kind,
  name,
  view: { owner, currency, exponent, available, name: distributor },
  operationsPath,
  request,
}: {
  kind: FloatKind;
  /** Of the draft: another distributor's form keeps another one. */
  name: string;
  view: FloatFormView;
  operationsPath: string;
  request: (draft: FloatDraft) => Promise<ActionResult<{ operationId: string }>>;
}) {
  const t = useTranslations("floatForm");
  const tk = useTranslations(`floatForm.${kind}`);
  const tForm = useTranslations("operationForm");
  const isReturn = kind === "float-return";
  const isWithdrawal = kind === "float-withdrawal";
  const isPaid = !isReturn && !isWithdrawal;
  // Only what leaves must be there.
  const atMost = isPaid ? null : available;
  const form = useOperationForm({
    name,
    owner,
    empty: EMPTY,
    type: kind,
    operationsPath,
    request,
    check: async ({ amount, reference, payTo, memo }) => [
      await amountProblem(amount, atMost, currency),
      isPaid && reference.trim() === "" ? "payment.missing" : null,
      isWithdrawal && payTo.trim() === "" ? "payTo.missing" : null,
      isReturn && memo.trim() === "" ? "memo.missing" : null,
    ],
  });
  const fields = form.draft?.fields;
  const facts = useAmountFacts(fields?.amount ?? "", currency, atMost);

  if (!fields) return <FormSkeleton />;
  if (form.step === "fill") {
    return (
      <FormFrame {...form}>
        <AmountField
          value={fields.amount}
          currency={currency}
          exponent={exponent}
          facts={facts}
          available={available}
          problems={form.problems}
          onChange={(amount) => form.change({ amount })}
        />
        {isWithdrawal ? (
          <TextField
            name="payTo"
            label={t("payTo")}
            hint={t("payToHint")}
            value={fields.payTo}
            problems={form.problems}
            maxLength={140}
            onChange={(payTo) => form.change({ payTo })}
          />
        ) : null}
        {isPaid ? (
          <ReferenceField
            label={t("reference")}
            hint={t("referenceHint")}
            value={fields.reference}
            problems={form.problems}
            onChange={(reference) => form.change({ reference })}
          />
        ) : null}
        <MemoField
          {...(isReturn ? { label: t("reason"), hint: t("reasonHint"), required: true } : {})}
          value={fields.memo}
          problems={form.problems}
          onChange={(memo) => form.change({ memo })}
        />
      </FormFrame>
    );
  }
  if (!form.Review) return <FormSkeleton />;
  return (
    <form.Review
      title={tk("reviewTitle", { name: distributor })}
      amount={{ amount: plainAmount(fields.amount), currency }}
      words={facts.words}
      facts={[
        { term: t("distributor"), value: <b>{distributor}</b> },
        { term: t("reference"), value: fields.reference.trim() },
        { term: t("payTo"), value: fields.payTo.trim() },
        { term: isReturn ? t("reason") : tForm("memo"), value: fields.memo.trim() },
      ]}
      effect={[{ label: tForm("floatAvailable"), amount: available, becomes: facts.after ?? undefined }]}
      note={tk("reviewNote")}
      submitLabel={tk("submit")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}
