"use client";

import { useTranslations } from "next-intl";
import { EffectBox } from "@/components/money/effect-box";
import { MoneyInput } from "@/components/money/money-input";
import { Field } from "@/components/ui/field";
import type { Currency } from "@/lib/kernel/currencies";
import type { AmountFacts } from "./amount-facts";
import { type Problem, problemAt } from "./problems";

/** The amount with its words; where it takes from the float, what is `available` now (a plain decimal) and afterwards. */
export function AmountField({
  value,
  currency,
  exponent,
  facts,
  available,
  problems,
  onChange,
}: {
  value: string;
  currency: Currency;
  exponent: number;
  facts: AmountFacts;
  available?: string | undefined;
  problems: readonly Problem[];
  onChange: (strict: string) => void;
}) {
  const t = useTranslations("operationForm");
  return (
    <div className="flex flex-col gap-3">
      <Field
        name="amount"
        label={t("amount")}
        error={problemAt(problems, "amount")}
        after={
          <p aria-live="polite" className="text-s text-ink-3 empty:hidden">
            {facts.words}
          </p>
        }
      >
        {(control) => (
          <MoneyInput
            {...control}
            currency={currency}
            exponent={exponent}
            defaultValue={value}
            onValueChange={onChange}
          />
        )}
      </Field>
      {available === undefined ? null : (
        <EffectBox lines={[{ label: t("floatAvailable"), amount: available, becomes: facts.after ?? undefined }]} />
      )}
    </div>
  );
}
