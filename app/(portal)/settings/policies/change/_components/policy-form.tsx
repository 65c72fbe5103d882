"use client";

import { useTranslations } from "next-intl";
import { FormFrame } from "@/app/_operation-form/form-frame";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { PolicyRules } from "@/app/(portal)/_components/policy-rules";
import { changePolicy } from "../../actions";
import type { ChangeForm } from "../../read-change";
import { RulesEditor } from "./rules-editor";
import { problemsOf, type TypedRule, toRule, toTyped } from "./typed-rules";

/** Rules, to be typed and put in order, then the policy once more, as the checker will read it. */
export function PolicyForm({ form: { owner, currency, exponent, policy } }: { form: ChangeForm }) {
  const t = useTranslations("policies.form");
  const inForce = JSON.stringify(toTyped(policy.rules, currency));
  const form = useOperationForm({
    // A draft of a version that is gone is nobody's any more.
    name: `policy:${policy.version}`,
    owner,
    // In one text, as drafts keep it.
    empty: { rules: inForce },
    type: "policy-change",
    request: ({ key, fields }) =>
      changePolicy({
        key,
        version: policy.version,
        rules: rulesOf(fields.rules).map((rule) => ({ ...rule, roles: [...rule.roles] })),
      }),
    check: async ({ rules }) => [
      rules === inForce ? "policies.nothing-changes" : null,
      problemsOf(rulesOf(rules), currency).some((problem) => problem !== null) ? "rules.invalid" : null,
    ],
  });
  const fields = form.draft?.fields;
  if (!fields) return <FormSkeleton />;
  const rules = rulesOf(fields.rules);
  if (form.step === "fill") {
    return (
      <FormFrame {...form}>
        <RulesEditor
          rules={rules}
          currency={currency}
          exponent={exponent}
          problems={form.attempt > 0 ? problemsOf(rules, currency) : []}
          onChange={(next) => form.change({ rules: JSON.stringify(next) })}
        />
      </FormFrame>
    );
  }
  if (!form.Review) return <FormSkeleton />;
  return (
    <form.Review
      title={t("review")}
      facts={[
        {
          term: t("reviewRules"),
          value: <PolicyRules rules={rules.map((rule) => toRule(rule, currency))} currency={currency} />,
        },
      ]}
      note={t("note")}
      submitLabel={t("submit")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}

function rulesOf(text: string): TypedRule[] {
  return JSON.parse(text) as TypedRule[];
}
