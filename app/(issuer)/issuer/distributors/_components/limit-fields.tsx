"use client";

import { useTranslations } from "next-intl";
import { type Problem, problemAt } from "@/app/_operation-form/problems";
import { MoneyInput } from "@/components/money/money-input";
import { Field } from "@/components/ui/field";
import type { Currency } from "@/lib/kernel/currencies";

/** Limits as typed; empty for none. One that is left out is not asked for. */
export type TypedLimits = { readonly maxAmount: string; readonly maxDaily: string; readonly maxWeekly?: string };

const LIMITS = ["maxAmount", "maxDaily", "maxWeekly"] as const;

/** What one operation, one day and one week may move at most. */
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
  const t = useTranslations("issuer.limits");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {LIMITS.filter((name) => value[name] !== undefined).map((name) => (
        <Field key={name} name={name} label={t(name)} optional hint={t("hint")} error={problemAt(problems, name)}>
          {(control) => (
            <MoneyInput
              {...control}
              currency={currency}
              exponent={exponent}
              defaultValue={value[name] ?? ""}
              onValueChange={(strict) => onChange({ [name]: strict })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

/** What is wrong with typed limits, as codes of the form's problems. */
export async function limitProblems(
  { maxAmount, maxDaily, maxWeekly = "" }: TypedLimits,
  currency: Currency,
): Promise<(string | null)[]> {
  const { amountProblem } = await import("@/app/_operation-form/amount-problem");
  const wrong = async (name: string, typed: string) =>
    typed !== "" && (await amountProblem(typed, null, currency)) ? `${name}.invalid` : null;
  return [await wrong("maxAmount", maxAmount), await wrong("maxDaily", maxDaily), await wrong("maxWeekly", maxWeekly)];
}
