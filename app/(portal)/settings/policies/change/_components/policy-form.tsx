"use client";

import { useTranslations } from "next-intl";
import { FormFrame } from "@/app/_operation-form/form-frame";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { PolicyLimits } from "@/app/(portal)/_components/policy-limits";
import { PolicyRules } from "@/app/(portal)/_components/policy-rules";
import { POLICY_LIMITS } from "@/lib/kernel/policy-terms";
import { changePolicy } from "../../actions";
import type { ChangeForm } from "../../read-change";
import { LimitFields } from "./limit-fields";
import { RulesEditor } from "./rules-editor";
import { type TypedLimits, toLimits, toTypedLimits, wrongLimit } from "./typed-limits";
import { problemsOf, type TypedRule, toRule, toTyped } from "./typed-rules";

/** Rules, to be typed and put in order, then the policy once more, as the checker will read it. */
export function PolicyForm({ form: { owner, currency, exponent, policy } }: { form: ChangeForm }) {
  const t = useTranslations("policies.form");
  const inForce = JSON.stringify(toTyped(policy.rules, currency));
  const limits = toTypedLimits(policy.limits, currency);
  const form = useOperationForm({
    // A draft of a version that is gone is nobody's any more.
    name: `policy:${policy.version}`,
    owner,
    // In one text, as drafts keep it.
    empty: { rules: inForce, ...limits },
    type: "policy-change",
    request: ({ key, fields }) =>
      changePolicy({
        key,
        version: policy.version,
        rules: rulesOf(fields.rules).map((rule) => ({ ...rule, roles: [...rule.roles] })),
        limits: limitsOf(fields),
      }),
    check: async ({ rules, ...typed }) => [
      rules === inForce && POLICY_LIMITS.every((name) => typed[name] === limits[name])
        ? "policies.nothing-changes"
        : null,
      wrongOf(wrongLimit(typed, currency)),
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
        <LimitFields
          value={fields}
          currency={currency}
          exponent={exponent}
          problems={form.problems}
          onChange={form.change}
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
        {
          term: t("reviewLimits"),
          value: <PolicyLimits limits={toLimits(limitsOf(fields), currency)} currency={currency} />,
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

/** The limits among the fields of a draft, which has others. */
function limitsOf({ customerDaily, customerWeekly, makerDaily, makerWeekly }: TypedLimits): TypedLimits {
  return { customerDaily, customerWeekly, makerDaily, makerWeekly };
}

const wrongOf = (name: string | null) => (name === null ? null : `${name}.invalid`);

function rulesOf(text: string): TypedRule[] {
  return JSON.parse(text) as TypedRule[];
}
