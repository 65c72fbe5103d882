"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Problem, problemAt } from "./problems";

/** A note for the checker and the records. */
export function MemoField({
  value,
  problems,
  onChange,
}: {
  value: string;
  problems: readonly Problem[];
  onChange: (value: string) => void;
}) {
  const t = useTranslations("operationForm");
  return (
    <Field name="memo" label={t("memo")} optional hint={t("memoHint")} error={problemAt(problems, "memo")}>
      {(control) => (
        <Input
          {...control}
          value={value}
          maxLength={140}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
