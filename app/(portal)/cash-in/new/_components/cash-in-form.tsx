"use client";

import { useTranslations } from "next-intl";
import { useAmountFacts } from "@/app/_operation-form/amount-facts";
import { amountProblem } from "@/app/_operation-form/amount-problem";
import { ForeseenOddities } from "@/app/_operation-form/foreseen-oddities";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { type RecipientKey, recipientProblem, useRecipient } from "@/app/_operation-form/recipient";
import type { Currency } from "@/lib/kernel/currencies";
import { createCashIn } from "../actions";
import { type CashInDraft, EMPTY_CASH_IN } from "./cash-in-draft";
import { CashInFields } from "./cash-in-fields";

/**
 * New cash-in. `available` is the float as a plain decimal; `owner` keeps one person's draft from the next one's. `phone` is the recipient to
 * begin with, or empty.
 */
export function CashInForm({
  owner,
  currency,
  exponent,
  available,
  phone,
}: {
  owner: string;
  currency: Currency;
  exponent: number;
  available: string;
  phone: string;
}) {
  const t = useTranslations("cashIn");
  const tForm = useTranslations("operationForm");
  const form = useOperationForm({
    // A draft for somebody else must not take the place of the person who was asked for.
    name: phone === "" ? "cash-in" : `cash-in:${phone}`,
    owner,
    empty: { ...EMPTY_CASH_IN, phone },
    type: "cash-in",
    request: ({ key, fields }) =>
      createCashIn({
        key,
        to: keyOf(fields) === "phone" ? { phone: fields.phone.trim() } : { shortCode: fields.shortCode.trim() },
        amount: plainAmount(fields.amount),
        memo: fields.memo,
      }),
    check: async (fields) => [
      recipientProblem(keyOf(fields), await recipient.ask()),
      await amountProblem(fields.amount, available, currency),
    ],
    resumed: () => void recipient.ask(),
  });
  const fields = form.draft?.fields;
  const by = keyOf(fields ?? EMPTY_CASH_IN);
  const recipient = useRecipient(by, fields?.[by] ?? "");
  const facts = useAmountFacts(fields?.amount ?? "", currency, available);

  if (!fields) return <FormSkeleton />;
  if (form.step === "fill") {
    return (
      <CashInFields
        form={{ ...form, fields }}
        by={by}
        currency={currency}
        exponent={exponent}
        facts={facts}
        available={available}
        recipient={recipient.state}
        onLeave={() => void recipient.ask()}
      />
    );
  }
  if (!form.Review) return <FormSkeleton />;
  const found = recipient.state.phase === "found" ? recipient.state : null;
  const label = found && (by === "shortCode" ? t("shortCodeIs", { code: found.label }) : found.label);
  return (
    <form.Review
      title={t("reviewTitle", { name: found?.name ?? fields[by] })}
      amount={{ amount: plainAmount(fields.amount), currency }}
      words={facts.words}
      facts={[
        { term: t("to"), value: <b>{found?.name ?? fields[by]}</b>, note: label },
        { term: tForm("memo"), value: fields.memo.trim() },
      ]}
      warnings={
        <ForeseenOddities amount={plainAmount(fields.amount)} phone={by === "phone" ? fields.phone.trim() : null} />
      }
      effect={[{ label: tForm("floatAvailable"), amount: available, becomes: facts.after ?? undefined }]}
      note={t("reviewNote")}
      submitLabel={t("create")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}

function keyOf(fields: CashInDraft): RecipientKey {
  return fields.by === "shortCode" ? "shortCode" : "phone";
}
