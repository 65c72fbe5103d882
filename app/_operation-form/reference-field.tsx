"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Problem, problemAt } from "./problems";

/** The number of the receipt; the same one twice is refused, so that nobody is paid twice. */
export function ReferenceField({
  value,
  label,
  hint,
  optional = false,
  problems,
  onChange,
}: {
  value: string;
  /** What the number is of, where it is not a receipt's. */
  label?: string;
  hint?: string;
  optional?: boolean;
  problems: readonly Problem[];
  onChange: (value: string) => void;
}) {
  const t = useTranslations("operationForm");
  return (
    <Field
      name="reference"
      label={label ?? t("reference")}
      optional={optional}
      hint={hint ?? t("referenceHint")}
      error={problemAt(problems, "reference")}
    >
      {(control) => (
        <Input
          {...control}
          value={value}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
