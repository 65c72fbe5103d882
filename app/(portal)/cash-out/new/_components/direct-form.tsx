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
import { recipientProblem, useRecipient } from "@/app/_operation-form/recipient";
import { RecipientField } from "@/app/_operation-form/recipient-field";
import { ReferenceField } from "@/app/_operation-form/reference-field";
import type { Currency } from "@/lib/kernel/currencies";
import { createDirectCashOut } from "../actions";
import type { QueueItem } from "../read-queue";
import { WaitingHint } from "./waiting-hint";

const EMPTY = { phone: "", amount: "", reference: "", memo: "" };

/** A cash-out straight from a customer who stands at the counter. What their wallet holds is never shown. */
export function DirectForm({
  owner,
  currency,
  exponent,
  waiting,
  asks,
}: {
  owner: string;
  currency: Currency;
  exponent: number;
  /** The requests of the queue that the page shows. */
  waiting: readonly QueueItem[];
  /** The customer is asked by SMS before anything is held. */
  asks: boolean;
}) {
  const t = useTranslations("cashOut");
  const tForm = useTranslations("operationForm");
  const form = useOperationForm({
    name: "cash-out",
    owner,
    empty: EMPTY,
    type: "cash-out-fulfillment",
    request: ({ key, fields }) =>
      createDirectCashOut({
        key,
        phone: fields.phone.trim(),
        amount: plainAmount(fields.amount),
        reference: fields.reference,
        memo: fields.memo,
      }),
    check: async (fields) => [
      recipientProblem("phone", await recipient.ask()),
      await amountProblem(fields.amount, null, currency),
      fields.reference.trim() === "" ? "reference.missing" : null,
    ],
    resumed: () => void recipient.ask(),
  });
  const fields = form.draft?.fields;
  const recipient = useRecipient("phone", fields?.phone ?? "");
  const facts = useAmountFacts(fields?.amount ?? "", currency, null);

  if (!fields) return <FormSkeleton />;
  if (form.step === "fill") {
    return (
      <FormFrame {...form}>
        <RecipientField
          by="phone"
          value={fields.phone}
          recipient={recipient.state}
          problems={form.problems}
          onChange={(phone) => form.change({ phone })}
          onLeave={() => void recipient.ask()}
        />
        <WaitingHint recipient={recipient.state} waiting={waiting} />
        <AmountField
          value={fields.amount}
          currency={currency}
          exponent={exponent}
          facts={facts}
          problems={form.problems}
          onChange={(amount) => form.change({ amount })}
        />
        <ReferenceField
          value={fields.reference}
          problems={form.problems}
          onChange={(reference) => form.change({ reference })}
        />
        <MemoField value={fields.memo} problems={form.problems} onChange={(memo) => form.change({ memo })} />
      </FormFrame>
    );
  }
  if (!form.Review) return <FormSkeleton />;
  const found = recipient.state.phase === "found" ? recipient.state : null;
  return (
    <form.Review
      title={t("reviewTitle", { name: found?.name ?? fields.phone })}
      amount={{ amount: plainAmount(fields.amount), currency }}
      words={facts.words}
      facts={[
        { term: t("from"), value: <b>{found?.name ?? fields.phone}</b>, note: found?.label },
        { term: t("paidAs"), value: t("fulfilment.cash") },
        { term: tForm("reference"), value: fields.reference.trim() },
        { term: tForm("memo"), value: fields.memo.trim() },
      ]}
      note={t(asks ? "reviewNoteAsks" : "reviewNote")}
      submitLabel={t("create")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}
