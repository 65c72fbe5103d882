"use client";

import Form from "next/form";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useProblemOf } from "@/app/_operation-form/problems";
import { usePeopleInWords, useTimeInWords } from "@/app/(portal)/_components/policy-rules";
import { MoneyInput } from "@/components/money/money-input";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { POLICY_TYPES, type PolicyType, SOURCES_OF } from "@/lib/kernel/policy-terms";
import { ANYBODY } from "../anybody";
import { POLICIES_PATH } from "../policies-path";
import type { PoliciesQuery } from "../policies-query";
import type { Answer, PoliciesView } from "../read-policies";

type Props = {
  readonly query: PoliciesQuery;
  readonly shown: Pick<PoliciesView, "currency" | "exponent" | "makers" | "keys" | "answer">;
};

/** Who would have to approve an operation that nobody has made. The question stands in the address, so that it can be kept and shown to others. */
export function Simulator({ query, shown: { currency, exponent, makers, keys, answer } }: Props) {
  const ts = useTranslations("policies.simulator");
  const tt = useTranslations("operations.type");
  const problemOf = useProblemOf();
  const [type, setType] = useState(query.type);
  const sources = SOURCES_OF[type];
  const problem = answer && !answer.ok ? problemOf(answer.code).message : null;
  return (
    <Card className="flex flex-col gap-4" aria-label={ts("title")}>
      <div>
        <CardTitle>{ts("title")}</CardTitle>
        <p className="mt-1 text-s text-ink-3">{ts("intro")}</p>
      </div>
      <Form action={POLICIES_PATH} scroll={false} className="grid items-start gap-4 sm:grid-cols-[1fr_1fr_1fr_auto]">
        <Field name="type" label={ts("type")}>
          {(control) => (
            <Select {...control} value={type} onChange={(event) => setType(event.target.value as PolicyType)}>
              {POLICY_TYPES.map((one) => (
                <option key={one} value={one}>
                  {tt(one)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field name="amount" label={ts("amount")} error={problem}>
          {(control) => <MoneyInput {...control} currency={currency} exponent={exponent} defaultValue={query.amount} />}
        </Field>
        <Field name="by" label={ts("by")}>
          {(control) => (
            <Select {...control} defaultValue={query.by}>
              {ANYBODY.filter((one) => sources.includes(one)).map((one) => (
                <option key={one} value={one}>
                  {ts(`anybody.${one}`)}
                </option>
              ))}
              {makers.length > 0 ? <Somebody label={ts("people")} options={makers} /> : null}
              {keys.length > 0 && sources.includes("key") ? <Somebody label={ts("keys")} options={keys} /> : null}
            </Select>
          )}
        </Field>
        <Button type="submit" className="sm:mt-6.5 max-sm:w-full">
          {ts("ask")}
        </Button>
      </Form>
      {answer?.ok ? <Needed answer={answer} /> : null}
    </Card>
  );
}

function Somebody({ label, options }: { label: string; options: PoliciesView["makers"] }) {
  return (
    <optgroup label={label}>
      {options.map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}

function Needed({ answer: { needed, deciders } }: { answer: Extract<Answer, { ok: true }> }) {
  const t = useTranslations("policies.simulator");
  const people = usePeopleInWords();
  const time = useTimeInWords();
  const { rule, version } = needed;
  return (
    <div role="status" className="rounded-control bg-sunken px-3.5 py-2.75">
      <DefinitionList
        items={[
          { term: t("approvals"), value: <b className="font-semibold">{people(needed)}</b> },
          { term: t("deciders"), value: deciders.length > 0 ? deciders.join(", ") : t("nobody") },
          { term: t("stepUp"), value: needed.stepUp ? t("yes") : t("no") },
          { term: t("expires"), value: time(needed.expiresInSeconds) },
          {
            term: t("rule"),
            value: rule === null || version === null ? t("byDefault") : t("byRule", { rule, version }),
          },
        ]}
      />
    </div>
  );
}
