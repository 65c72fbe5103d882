"use client";

import { useTranslations } from "next-intl";
import { useAmountFacts } from "@/app/_operation-form/amount-facts";
import { amountProblem } from "@/app/_operation-form/amount-problem";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { type RecipientKey, recipientProblem, useRecipient } from "@/app/_operation-form/recipient";
import { revise } from "../actions";
import type { RevisionView } from "../read-revision";
import { RevisionFields } from "./revision-fields";

/** Changes a pending operation: filled in with what it says, read once more, sent. */
export function RevisionForm({ view }: { view: RevisionView }) {
  const t = useTranslations("revision");
  const tForm = useTranslations("operationForm");
  const { type, operation, revision, currency, available } = view;
  const hasOther = type !== "float-request";
  const form = useOperationForm({
    // Of another revision nothing is left over.
    name: `revision:${operation}:${revision}`,
    owner: view.owner,
    empty: view.fields,
    type,
    request: ({ key, fields }) =>
      revise({
        key,
        operation,
        revision,
        to: hasOther ? toOf(fields) : null,
        amount: plainAmount(fields.amount),
        memo: fields.memo,
      }),
    check: async (fields) => [
      hasOther ? recipientProblem(keyOf(fields), await recipient.ask()) : null,
      await amountProblem(fields.amount, available, currency),
    ],
    resumed: () => void recipient.ask(),
  });
  const fields = form.draft?.fields;
  const by = keyOf(fields ?? view.fields);
  const recipient = useRecipient(by, (hasOther && fields?.[by]) || "");
  const facts = useAmountFacts(fields?.amount ?? "", currency, available);

  if (!fields) return <FormSkeleton />;
  if (form.step === "fill") {
    return (
      <RevisionFields
        form={{ ...form, fields }}
        view={view}
        by={by}
        facts={facts}
        recipient={recipient.state}
        onLeave={() => void recipient.ask()}
      />
    );
  }
  if (!form.Review) return <FormSkeleton />;
  const found = recipient.state.phase === "found" ? recipient.state : null;
  return (
    <form.Review
      title={t(`reviewTitle.${type}`)}
      amount={{ amount: plainAmount(fields.amount), currency }}
      words={facts.words}
      facts={[
        ...(hasOther
          ? [{ term: t(`other.${type}`), value: <b>{found?.name ?? fields[by]}</b>, note: found?.label }]
          : []),
        { term: tForm("memo"), value: fields.memo.trim() },
      ]}
      effect={
        available === null
          ? undefined
          : [{ label: tForm("floatAvailable"), amount: available, becomes: facts.after ?? undefined }]
      }
      note={t("reviewNote")}
      submitLabel={t("send")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}

function keyOf({ by }: RevisionView["fields"]): RecipientKey {
  return by === "shortCode" ? "shortCode" : "phone";
}

function toOf(fields: RevisionView["fields"]) {
  return keyOf(fields) === "phone" ? { phone: fields.phone.trim() } : { shortCode: fields.shortCode.trim() };
}
