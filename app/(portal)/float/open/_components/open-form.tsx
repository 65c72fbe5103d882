"use client";

import { useTranslations } from "next-intl";
import { FormFrame } from "@/app/_operation-form/form-frame";
import { FormSkeleton } from "@/app/_operation-form/form-skeleton";
import { useOperationForm } from "@/app/_operation-form/operation-form";
import { TextField } from "@/app/_operation-form/text-field";
import { openAccount } from "../actions";

/** Another account: all it needs is a name. `owner` keeps one person's draft from the next one's. */
export function OpenForm({ owner }: { owner: string }) {
  const t = useTranslations("ownAccounts");
  const form = useOperationForm({
    name: "float-account-open",
    owner,
    empty: { name: "" },
    type: "float-account-open",
    request: ({ key, fields: { name } }) => openAccount({ key, name: name.trim() }),
    check: async ({ name }) => [name.trim() === "" ? "name.missing" : null],
  });
  const fields = form.draft?.fields;
  if (!fields) return <FormSkeleton />;
  if (form.step === "fill")
    return (
      <FormFrame {...form}>
        <TextField
          name="name"
          label={t("open.name")}
          hint={t("open.nameHint")}
          value={fields.name}
          problems={form.problems}
          maxLength={40}
          onChange={(name) => form.change({ name })}
        />
      </FormFrame>
    );
  if (!form.Review) return <FormSkeleton />;
  return (
    <form.Review
      title={t("open.title")}
      facts={[{ term: t("open.name"), value: <b>{fields.name.trim()}</b> }]}
      note={t("open.reviewNote")}
      submitLabel={t("open.submit")}
      state={form.state}
      onBack={form.back}
      onSubmit={form.send}
    />
  );
}
