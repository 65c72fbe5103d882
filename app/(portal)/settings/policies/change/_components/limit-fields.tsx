"use client";

import { useTranslations } from "next-intl";
import { type Problem, problemAt } from "@/app/_operation-form/problems";
import { MoneyInput } from "@/components/money/money-input";
import { Field } from "@/components/ui/field";
import type { Currency } from "@/lib/kernel/currencies";
import { POLICY_LIMITS } from "@/lib/kernel/policy-terms";
import type { TypedLimits } from "./typed-limits";

/** What one customer, and one maker, may move on a day and in a week. */
export function LimitFields({
  value,
  currency,
  exponent,
  problems,
  onChange,
}: {
  value: TypedLimits;
  currency: Currency;
  exponent: number;
  problems: readonly Problem[];
  onChange: (limits: Partial<TypedLimits>) => void;
}) {
  const t = useTranslations("policies.limits");
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-1 text-s font-medium">{t("title")}</legend>
      <p className="text-s text-ink-3">{t("intro")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {POLICY_LIMITS.map((name) => (
          <Field key={name} name={name} label={t(name)} optional hint={t("hint")} error={problemAt(problems, name)}>
            {(control) => (
              <MoneyInput
                {...control}
                currency={currency}
                exponent={exponent}
                defaultValue={value[name]}
                onValueChange={(strict) => onChange({ [name]: strict })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
