"use client";

import { useTranslations } from "next-intl";
import { FormFrame } from "@/app/_operation-form/form-frame";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FEATURES, type Feature } from "@/lib/kernel/features";
import { changeFeatures } from "../../actions";
import type { ChangeForm } from "../../read-change";

type Switches = Record<Feature, "on" | "off">;

/** What a distributor can do, to be switched off or on again. */
export function FeaturesForm({ form: { id, name, owner, off } }: { form: ChangeForm }) {
  const t = useTranslations("issuer.features");
  const now = Object.fromEntries(FEATURES.map((key) => [key, off.includes(key) ? "off" : "on"])) as Switches;
  const form = useOperationForm<Record<Feature, string>>({
    name: `distributor-features:${id}`,
    owner,
    empty: now,
    type: "distributor-features",
    operationsPath: "/issuer/operations",
    request: ({ key, fields }) =>
      changeFeatures({ key, distributor: id, off: FEATURES.filter((feature) => fields[feature] === "off") }),
    check: async (fields) => [
      FEATURES.every((key) => fields[key] === now[key]) ? "organisations.nothing-changes" : null,
    ],
  });
  const fields = form.draft?.fields;
  if (!fields) return <FormSkeleton />;
  const state = (value: string) => (value === "off" ? t("off") : t("on"));
  if (form.step === "fill") {
    return (
      <FormFrame {...form}>
        <fieldset className="flex flex-col gap-3">
          <legend className="sr-only">{t("title")}</legend>
          {FEATURES.map((key) => (
            <Checkbox
              key={key}
              checked={fields[key] === "on"}
              onChange={(event) => form.change({ [key]: event.target.checked ? "on" : "off" })}
            >
              {t(`names.${key}`)}
            </Checkbox>
          ))}
        </fieldset>
      </FormFrame>
    );
  }
  if (!form.Review) return <FormSkeleton />;
  return (
    <form.Review
      title={t("reviewTitle", { name })}
      facts={FEATURES.map((key) => ({
        term: t(`names.${key}`),
        value: <b>{state(fields[key])}</b>,
        note: fields[key] === now[key] ? undefined : t("now", { state: state(now[key]) }),
      }))}
      note={t("reviewNote")}
      submitLabel={t("submit")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}
