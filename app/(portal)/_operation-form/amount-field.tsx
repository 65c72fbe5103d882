"use client";

import { useTranslations } from "next-intl";
import { EffectBox } from "@/components/money/effect-box";
import { MoneyInput } from "@/components/money/money-input";
import { Field } from "@/components/ui/field";
import { type Currency, exponentOf } from "@/lib/kernel/currencies";
import { AmountWords } from "./amount-words";
import { plainAmount } from "./plain-amount";
import { type Problem, problemAt } from "./problems";

/** The amount with its words; where it takes from the float, what is available now and afterwards. Plain decimals. */
export function AmountField({
  value,
  currency,
  float,
  problems,
  onChange,
}: {
  value: string;
  currency: Currency;
  float?: { available: string; after: string | null } | undefined;
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
        after={<AmountWords amount={plainAmount(value)} currency={currency} />}
      >
        {(control) => (
          <MoneyInput
            {...control}
            currency={currency}
            exponent={exponentOf(currency)}
            defaultValue={value}
            onValueChange={onChange}
          />
        )}
      </Field>
      {float ? (
        <EffectBox
          lines={[{ label: t("floatAvailable"), amount: float.available, becomes: float.after ?? undefined }]}
        />
      ) : null}
    </div>
  );
}
