"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Problem, problemAt } from "./problems";

/** A note for the checker and the records. */
export function MemoField({
  value,
  label,
  hint,
  required = false,
  problems,
  onChange,
}: {
  value: string;
  /** What it is called where it is more than a note. */
  label?: string;
  hint?: string;
  required?: boolean;
  problems: readonly Problem[];
  onChange: (value: string) => void;
}) {
  const t = useTranslations("operationForm");
  return (
    <Field
      name="memo"
      label={label ?? t("memo")}
      optional={!required}
      hint={hint ?? t("memoHint")}
      error={problemAt(problems, "memo")}
    >
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
