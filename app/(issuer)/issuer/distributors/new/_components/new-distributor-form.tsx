"use client";

import { useTranslations } from "next-intl";
import { FormFrame } from "@/app/_operation-form/form-frame";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { TextField } from "@/app/_operation-form/text-field";
import type { Currency } from "@/lib/kernel/currencies";
import { INVITATION_DAYS } from "@/lib/kernel/periods";
import { LimitFields, limitProblems } from "../../_components/limit-fields";
import { createDistributor } from "../actions";

const EMPTY = { name: "", shortCode: "", timeZone: "", id: "", adminName: "", phone: "", maxAmount: "", maxDaily: "" };

/** The form of a new distributor. `zones` are the time zones to choose from; `zone` is the issuer's. */
export function NewDistributorForm({
  owner,
  currency,
  exponent,
  zone,
  zones,
}: {
  owner: string;
  currency: Currency;
  exponent: number;
  zone: string;
  zones: readonly string[];
}) {
  const t = useTranslations("issuer.newDistributor");
  const tl = useTranslations("issuer.limits");
  const form = useOperationForm({
    name: "distributor-create",
    owner,
    empty: { ...EMPTY, timeZone: zone },
    type: "distributor-create",
    operationsPath: "/issuer/operations",
    request: ({ key, fields: { id, maxAmount, maxDaily, ...fields } }) =>
      createDistributor({
        key,
        ...fields,
        ...(id.trim() === "" ? {} : { id: id.trim() }),
        shortCode: fields.shortCode.trim(),
        phone: fields.phone.trim(),
        maxAmount: plainAmount(maxAmount),
        maxDaily: plainAmount(maxDaily),
      }),
    check: async (fields) => [
      fields.name.trim() === "" ? "name.missing" : null,
      /^[0-9]{3,12}$/.test(fields.shortCode.trim()) ? null : "shortCode.invalid",
      zones.includes(fields.timeZone) ? null : "timeZone.invalid",
      fields.id.trim() === "" || /^dst_[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(fields.id.trim())
        ? null
        : "id.invalid",
      fields.adminName.trim() === "" ? "adminName.missing" : null,
      fields.phone.trim() === "" ? "phone.missing" : null,
      ...(await limitProblems(fields, currency)),
    ],
  });
  const fields = form.draft?.fields;

  if (!fields) return <FormSkeleton />;
  const text = (name: Exclude<keyof typeof EMPTY, "maxAmount" | "maxDaily">) => ({
    name,
    label: t(name),
    hint: t(`hints.${name}`),
    value: fields[name],
    problems: form.problems,
    onChange: (value: string) => form.change({ [name]: value }),
  });
  if (form.step === "fill") {
    return (
      <FormFrame {...form}>
        <TextField {...text("name")} maxLength={80} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...text("shortCode")} inputMode="numeric" maxLength={12} />
          <TextField {...text("timeZone")} options={zones} />
        </div>
        <TextField {...text("id")} optional maxLength={40} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField {...text("adminName")} maxLength={80} />
          <TextField {...text("phone")} inputMode="tel" maxLength={32} />
        </div>
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
  const limit = (typed: string) => (typed === "" ? tl("none") : `${currency} ${typed}`);
  return (
    <form.Review
      title={t("reviewTitle", { name: fields.name.trim() })}
      facts={[
        { term: t("name"), value: <b>{fields.name.trim()}</b> },
        { term: t("shortCode"), value: fields.shortCode.trim() },
        { term: t("timeZone"), value: fields.timeZone },
        { term: t("currency"), value: currency },
        { term: t("id"), value: fields.id.trim() || t("generated") },
        { term: t("adminName"), value: fields.adminName.trim(), note: fields.phone.trim() },
        { term: tl("maxAmount"), value: limit(fields.maxAmount) },
        { term: tl("maxDaily"), value: limit(fields.maxDaily) },
      ]}
      note={t("reviewNote", { days: INVITATION_DAYS })}
      submitLabel={t("submit")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}
