"use client";

import { useTranslations } from "next-intl";
import { FormFrame } from "@/app/_operation-form/form-frame";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { LimitFields, limitProblems } from "../../../_components/limit-fields";
import { changeLimits } from "../../actions";
import type { ChangeForm } from "../../read-change";

/** The limits of a distributor, to be changed. */
export function LimitsForm({
  form: { id, name, owner, currency, exponent, maxAmount, maxDaily, maxWeekly },
}: {
  form: ChangeForm;
}) {
  const t = useTranslations("issuer.limits");
  const form = useOperationForm({
    name: `distributor-limits:${id}`,
    owner,
    empty: { maxAmount, maxDaily, maxWeekly },
    type: "distributor-limits",
    operationsPath: "/issuer/operations",
    request: ({ key, fields }) =>
      changeLimits({
        key,
        distributor: id,
        maxAmount: plainAmount(fields.maxAmount),
        maxDaily: plainAmount(fields.maxDaily),
        maxWeekly: plainAmount(fields.maxWeekly),
      }),
    check: async (fields) => [
      fields.maxAmount === maxAmount && fields.maxDaily === maxDaily && fields.maxWeekly === maxWeekly
        ? "organisations.nothing-changes"
        : null,
      ...(await limitProblems(fields, currency)),
    ],
  });
  const fields = form.draft?.fields;
  if (!fields) return <FormSkeleton />;
  if (form.step === "fill") {
    return (
      <FormFrame {...form}>
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
  const shown = (typed: string) => (typed === "" ? t("none") : `${currency} ${typed}`);
  return (
    <form.Review
      title={t("reviewTitle", { name })}
      facts={[
        {
          term: t("maxAmount"),
          value: <b>{shown(fields.maxAmount)}</b>,
          note: t("before", { amount: shown(maxAmount) }),
        },
        { term: t("maxDaily"), value: <b>{shown(fields.maxDaily)}</b>, note: t("before", { amount: shown(maxDaily) }) },
        {
          term: t("maxWeekly"),
          value: <b>{shown(fields.maxWeekly)}</b>,
          note: t("before", { amount: shown(maxWeekly) }),
        },
      ]}
      note={t("reviewNote")}
      submitLabel={t("submit")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}
