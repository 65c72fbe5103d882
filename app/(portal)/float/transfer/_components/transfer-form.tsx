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
import { type Problem, problemAt } from "@/app/_operation-form/problems";
import { EffectBox } from "@/components/money/effect-box";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Currency } from "@/lib/kernel/currencies";
import type { AccountView } from "../../_components/read-accounts";
import { moveBetweenAccounts } from "../actions";

/** The own accounts, two at least, the float first. `owner` keeps one person's draft from the next one's. */
export type TransferView = {
  readonly owner: string;
  readonly currency: Currency;
  readonly exponent: number;
  readonly accounts: readonly AccountView[];
};

/** Money moves from one own account to another; from the float to the first beside it, unless others are chosen. */
export function TransferForm({ view: { owner, currency, exponent, accounts } }: { view: TransferView }) {
  const t = useTranslations("ownAccounts");
  const tForm = useTranslations("operationForm");
  const giverOf = (id: string) => accounts.find((account) => account.id === id);
  const nameOf = (id: string) => giverOf(id)?.name ?? t("float");
  const form = useOperationForm({
    name: "own-transfer",
    owner,
    empty: { from: accounts[0]?.id ?? "", to: accounts[1]?.id ?? "", amount: "", memo: "" },
    type: "own-transfer",
    request: ({ key, fields: { from, to, amount, memo } }) =>
      moveBetweenAccounts({ key, from, to, amount: plainAmount(amount), memo }),
    check: async ({ from, to, amount }) => {
      const problem = await amountProblem(amount, giverOf(from)?.available ?? null, currency);
      return [
        from === to ? "operations.same-account" : null,
        problem === "ledger.insufficient-float" ? "ledger.insufficient-account" : problem,
      ];
    },
  });
  const fields = form.draft?.fields;
  const available = giverOf(fields?.from ?? "")?.available ?? null;
  const facts = useAmountFacts(fields?.amount ?? "", currency, available);

  if (!fields) return <FormSkeleton />;
  const effect =
    available === null
      ? []
      : [
          {
            label: t("transfer.availableOn", { name: nameOf(fields.from) }),
            amount: available,
            becomes: facts.after ?? undefined,
          },
        ];
  if (form.step === "fill") {
    const accountField = (name: "from" | "to") => (
      <AccountField
        name={name}
        label={t(`transfer.${name}`)}
        value={fields[name]}
        options={accounts.map(({ id }) => ({ value: id, label: nameOf(id) }))}
        problems={form.problems}
        onChange={(id) => form.change({ [name]: id })}
      />
    );
    return (
      <FormFrame {...form}>
        {accountField("from")}
        {accountField("to")}
        <AmountField
          value={fields.amount}
          currency={currency}
          exponent={exponent}
          facts={facts}
          problems={form.problems}
          onChange={(amount) => form.change({ amount })}
        />
        <EffectBox lines={effect} />
        <MemoField value={fields.memo} problems={form.problems} onChange={(memo) => form.change({ memo })} />
      </FormFrame>
    );
  }
  if (!form.Review) return <FormSkeleton />;
  return (
    <form.Review
      title={t("transfer.title")}
      amount={{ amount: plainAmount(fields.amount), currency }}
      words={facts.words}
      facts={[
        { term: t("transfer.from"), value: <b>{nameOf(fields.from)}</b> },
        { term: t("transfer.to"), value: <b>{nameOf(fields.to)}</b> },
        { term: tForm("memo"), value: fields.memo.trim() },
      ]}
      effect={effect}
      note={t("transfer.reviewNote")}
      submitLabel={t("transfer.submit")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}

function AccountField(props: {
  name: "from" | "to";
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  problems: readonly Problem[];
  onChange: (id: string) => void;
}) {
  return (
    <Field name={props.name} label={props.label} error={problemAt(props.problems, props.name)}>
      {(control) => (
        <Select {...control} value={props.value} onChange={(event) => props.onChange(event.target.value)}>
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
