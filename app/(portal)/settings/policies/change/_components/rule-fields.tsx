"use client";

import { useTranslations } from "next-intl";
import { useTimeInWords } from "@/app/(portal)/_components/policy-rules";
import { MoneyInput } from "@/components/money/money-input";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Currency } from "@/lib/kernel/currencies";
import {
  MOST_APPROVALS,
  POLICY_ROLES,
  POLICY_TYPES,
  type PolicySource,
  type PolicyType,
  SOURCES_OF,
} from "@/lib/kernel/policy-terms";
import type { RuleProblem, TypedRule } from "./typed-rules";

/** The times that are offered; one that a rule has beside them is kept. */
const TIMES = [900, 3600, 4 * 3600, 8 * 3600, 24 * 3600, 3 * 24 * 3600, 7 * 24 * 3600, 30 * 24 * 3600];
const COUNTS = Array.from({ length: MOST_APPROVALS }, (_, n) => n + 1);

/** What one rule fits, and what it asks for. */
export function RuleFields({
  place,
  rule,
  currency,
  exponent,
  problem,
  onChange,
}: {
  place: number;
  rule: TypedRule;
  currency: Currency;
  exponent: number;
  problem: RuleProblem | null;
  onChange: (changed: Partial<TypedRule>) => void;
}) {
  const t = useTranslations("policies.form");
  const tp = useTranslations("policies");
  const time = useTimeInWords();
  const name = (field: string) => `rule-${place}-${field}`;
  const wrong = (...some: RuleProblem[]) => (problem && some.includes(problem) ? t(`problem.${problem}`) : undefined);
  const amount = (field: "from" | "to", error: string | undefined) => (
    <Field name={name(field)} label={t(field)} optional hint={t(`${field}Hint`)} error={error}>
      {(control) => (
        <MoneyInput
          {...control}
          currency={currency}
          exponent={exponent}
          defaultValue={rule[field]}
          onValueChange={(strict) => onChange({ [field]: strict })}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name={name("type")} label={t("type")}>
          {(control) => (
            <Select
              {...control}
              value={rule.type}
              onChange={(event) => onChange(ofType(rule, event.target.value as PolicyType))}
            >
              {POLICY_TYPES.map((type) => (
                <option key={type} value={type}>
                  {tp(`type.${type}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field name={name("source")} label={t("source")}>
          {(control) => (
            <Select
              {...control}
              value={rule.source}
              onChange={(event) => onChange({ source: event.target.value as PolicySource })}
            >
              {SOURCES_OF[rule.type].map((source) => (
                <option key={source} value={source}>
                  {tp(`source.${source}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {amount("from", wrong("from"))}
        {amount("to", wrong("to", "band"))}
        <Field name={name("approvals")} label={t("approvals")}>
          {(control) => (
            <Select
              {...control}
              value={String(rule.approvals)}
              onChange={(event) => onChange({ approvals: Number(event.target.value) })}
            >
              {COUNTS.map((count) => (
                <option key={count} value={count}>
                  {count}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field name={name("expires")} label={t("expires")}>
          {(control) => (
            <Select
              {...control}
              value={String(rule.expiresInSeconds)}
              onChange={(event) => onChange({ expiresInSeconds: Number(event.target.value) })}
            >
              {[...new Set([...TIMES, rule.expiresInSeconds])]
                .sort((a, b) => a - b)
                .map((seconds) => (
                  <option key={seconds} value={seconds}>
                    {time(seconds)}
                  </option>
                ))}
            </Select>
          )}
        </Field>
      </div>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-s font-medium">{t("roles")}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {POLICY_ROLES.map((role) => (
            <Checkbox
              key={role}
              checked={rule.roles.includes(role)}
              onChange={(event) =>
                onChange({
                  roles: POLICY_ROLES.filter((one) => (one === role ? event.target.checked : rule.roles.includes(one))),
                })
              }
            >
              {t(`role.${role}`)}
            </Checkbox>
          ))}
        </div>
        {wrong("roles") ? <p className="text-s text-bad">{wrong("roles")}</p> : null}
      </fieldset>
      <Checkbox checked={rule.stepUp} onChange={(event) => onChange({ stepUp: event.target.checked })}>
        {t("stepUp")}
      </Checkbox>
      {wrong("covered") ? (
        <p role="alert" className="text-s text-bad">
          {wrong("covered")}
        </p>
      ) : null}
    </>
  );
}

/** A rule of another type keeps its source, where operations of that type come from there. */
function ofType({ source }: TypedRule, type: PolicyType): Partial<TypedRule> {
  const sources = SOURCES_OF[type];
  return { type, source: sources.includes(source) ? source : sources[0] };
}
