"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import type { Currency } from "@/lib/kernel/currencies";
import { MOST_RULES } from "@/lib/kernel/policy-terms";
import { RuleFields } from "./rule-fields";
import { NEW_RULE, type RuleProblem, type TypedRule } from "./typed-rules";

/** The rules of a policy in their order. `problems` are those of each rule, once somebody has tried to go on. */
export function RulesEditor({
  rules,
  currency,
  exponent,
  problems,
  onChange,
}: {
  rules: readonly TypedRule[];
  currency: Currency;
  exponent: number;
  problems: readonly (RuleProblem | null)[];
  onChange: (rules: readonly TypedRule[]) => void;
}) {
  const t = useTranslations("policies.form");
  // Fields keep what is typed by themselves: a rule keeps its key wherever it is moved.
  const keys = useRef<number[]>([]);
  const last = useRef(0);
  while (keys.current.length < rules.length) keys.current.push(++last.current);
  const swap = (n: number, other: number) => {
    const next = [...rules];
    const order = keys.current;
    [next[n], next[other]] = [next[other] as TypedRule, next[n] as TypedRule];
    [order[n], order[other]] = [order[other] as number, order[n] as number];
    onChange(next);
  };
  return (
    <fieldset id="field-rules" tabIndex={-1} className="flex flex-col gap-4 outline-none">
      <legend className="mb-1 text-s font-medium">{t("rules")}</legend>
      <p className="text-s text-ink-3">{t("rulesHint")}</p>
      {rules.map((rule, n) => (
        <section
          key={keys.current[n]}
          aria-label={t("ruleNumber", { number: n + 1 })}
          className="flex flex-col gap-4 rounded-control border border-line p-3.5"
        >
          <div className="flex items-center gap-1">
            <h2 className="flex-1 text-s font-semibold">{t("ruleNumber", { number: n + 1 })}</h2>
            <Move label={t("up", { number: n + 1 })} disabled={n === 0} onClick={() => swap(n, n - 1)}>
              <ArrowUp aria-hidden="true" />
            </Move>
            <Move label={t("down", { number: n + 1 })} disabled={n === rules.length - 1} onClick={() => swap(n, n + 1)}>
              <ArrowDown aria-hidden="true" />
            </Move>
            <Move
              label={t("remove", { number: n + 1 })}
              onClick={() => {
                keys.current.splice(n, 1);
                onChange(rules.filter((_, other) => other !== n));
              }}
            >
              <Trash2 aria-hidden="true" />
            </Move>
          </div>
          <RuleFields
            place={n}
            rule={rule}
            currency={currency}
            exponent={exponent}
            problem={problems[n] ?? null}
            onChange={(changed) => onChange(rules.map((one, other) => (other === n ? { ...one, ...changed } : one)))}
          />
        </section>
      ))}
      {rules.length < MOST_RULES ? (
        <Button type="button" className="self-start max-sm:w-full" onClick={() => onChange([...rules, NEW_RULE])}>
          <Plus aria-hidden="true" />
          {t("add")}
        </Button>
      ) : null}
    </fieldset>
  );
}

function Move({
  label,
  disabled = false,
  onClick,
  children,
}: {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <Button
      type="button"
      variant="ghost"
      size="icon"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="size-8 max-sm:size-11"
    >
      {children}
    </Button>
  );
}
