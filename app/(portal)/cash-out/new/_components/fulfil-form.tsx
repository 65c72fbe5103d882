"use client";

import { useTranslations } from "next-intl";
import { Choice } from "@/app/_operation-form/choice";
import { FormFrame } from "@/app/_operation-form/form-frame";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { MemoField } from "@/app/_operation-form/memo-field";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { ReferenceField } from "@/app/_operation-form/reference-field";
import type { MoneyText } from "@/components/money/money-text";
import type { FulfilmentType } from "@/lib/operations/schemas";
import { fulfilWithdrawal } from "../actions";

const EMPTY = { fulfilmentType: "cash", reference: "", memo: "" };

/** A request of the queue as the form shows it; `id` with its prefix, `phone` grouped. */
export type WaitingRequest = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly amount: MoneyText;
  readonly memo: string | null;
};

/** Fulfils one request of the cash-out queue: how the customer is paid, and the papers. */
export function FulfilForm({
  owner,
  request,
  words,
}: {
  owner: string;
  request: WaitingRequest;
  /** The amount in words. */
  words: string;
}) {
  const t = useTranslations("cashOut");
  const tForm = useTranslations("operationForm");
  const form = useOperationForm({
    name: `cash-out:${request.id}`,
    owner,
    empty: EMPTY,
    type: "cash-out-fulfillment",
    request: ({ key, fields }) =>
      fulfilWithdrawal({
        key,
        request: request.id,
        fulfilmentType: wayOf(fields),
        reference: fields.reference,
        memo: fields.memo,
      }),
    check: async () => [],
  });
  const fields = form.draft?.fields;
  if (!fields) return <FormSkeleton />;
  const paidAs = wayOf(fields);
  if (form.step === "fill") {
    return (
      <FormFrame {...form}>
        <Choice
          legend={t("paidAs")}
          name="fulfilmentType"
          value={paidAs}
          options={[
            { value: "cash", label: t("fulfilment.cash") },
            { value: "bank-transfer", label: t("fulfilment.bank-transfer") },
          ]}
          onChange={(fulfilmentType) => form.change({ fulfilmentType })}
        />
        <ReferenceField
          optional
          value={fields.reference}
          problems={form.problems}
          onChange={(reference) => form.change({ reference })}
        />
        <MemoField value={fields.memo} problems={form.problems} onChange={(memo) => form.change({ memo })} />
      </FormFrame>
    );
  }
  if (!form.Review) return <FormSkeleton />;
  return (
    <form.Review
      title={t("reviewTitle", { name: request.name })}
      amount={request.amount}
      words={words}
      facts={[
        { term: t("from"), value: <b>{request.name}</b>, note: request.phone },
        { term: t("paidAs"), value: t(`fulfilment.${paidAs}`) },
        { term: tForm("reference"), value: fields.reference.trim() },
        { term: tForm("memo"), value: fields.memo.trim() || request.memo },
      ]}
      note={t("reviewNote")}
      submitLabel={t("create")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}

function wayOf(fields: typeof EMPTY): FulfilmentType {
  return fields.fulfilmentType === "bank-transfer" ? "bank-transfer" : "cash";
}
