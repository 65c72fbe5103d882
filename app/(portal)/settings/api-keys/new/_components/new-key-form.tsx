"use client";

import { useTranslations } from "next-intl";
import { FormFrame } from "@/app/_operation-form/form-frame";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { TextField } from "@/app/_operation-form/text-field";
import { groupDigits } from "@/components/money/money-text";
import { DEFAULT_DAYS, DEFAULT_RATE, MOST_DAYS, MOST_REQUESTS } from "@/lib/kernel/key-terms";
import { type MandateContext, MandateFields } from "../../_components/mandate-fields";
import {
  countOf,
  daysProblem,
  entriesOf,
  mandateProblems,
  permissionsOf,
  toInput,
} from "../../_components/typed-mandate";
import { askForKey } from "../../actions";

const EMPTY = {
  label: "",
  permissions: "read-balance read-transactions",
  maxAmount: "",
  maxDaily: "",
  addresses: "",
  days: String(DEFAULT_DAYS),
  rate: String(DEFAULT_RATE),
};

/** What a key is for and what it may, then all of it once more, as the checker will read it. */
export function NewKeyForm({ owner, context }: { owner: string; context: MandateContext }) {
  const t = useTranslations("apiKeys");
  const form = useOperationForm({
    name: "api-key",
    owner,
    empty: EMPTY,
    type: "api-key-create",
    request: ({ key, fields }) =>
      askForKey({ key, label: fields.label, days: countOf(fields.days, MOST_DAYS) ?? 0, ...toInput(fields) }),
    check: async (fields) => [
      fields.label.trim() === "" ? "label.missing" : null,
      ...(await mandateProblems(fields, context.currency)),
      daysProblem(fields.days),
    ],
  });
  const fields = form.draft?.fields;
  if (!fields) return <FormSkeleton />;
  if (form.step === "fill") {
    return (
      <FormFrame {...form}>
        <TextField
          name="label"
          label={t("fields.label")}
          hint={t("fields.labelHint")}
          maxLength={60}
          value={fields.label}
          problems={form.problems}
          onChange={(label) => form.change({ label })}
        />
        <MandateFields value={fields} context={context} problems={form.problems} onChange={form.change} />
        <TextField
          name="days"
          label={t("fields.days")}
          hint={t("fields.daysHint", { most: MOST_DAYS })}
          inputMode="numeric"
          maxLength={4}
          value={fields.days}
          problems={form.problems}
          onChange={(days) => form.change({ days })}
        />
      </FormFrame>
    );
  }
  if (!form.Review) return <FormSkeleton />;
  const amount = (typed: string) => (typed === "" ? t("none") : `${context.currency} ${groupDigits(typed)}`);
  const addresses = entriesOf(fields.addresses);
  return (
    <form.Review
      title={t("new.review", { label: fields.label })}
      facts={[
        {
          term: t("columns.permissions"),
          value: permissionsOf(fields.permissions)
            .map((one) => t(`permissions.${one}`))
            .join(", "),
        },
        { term: t("fields.maxAmount"), value: amount(fields.maxAmount) },
        { term: t("fields.maxDaily"), value: amount(fields.maxDaily) },
        { term: t("columns.addresses"), value: addresses.length > 0 ? addresses.join(", ") : t("addresses.any") },
        { term: t("fields.rate"), value: t("perMinute", { count: countOf(fields.rate, MOST_REQUESTS) ?? 0 }) },
        {
          term: t("columns.expires"),
          value: t("expires.afterApproval", { days: countOf(fields.days, MOST_DAYS) ?? 0 }),
        },
      ]}
      note={t("new.note")}
      submitLabel={t("new.submit")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}
