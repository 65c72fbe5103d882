"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Problem, problemAt } from "./problems";

/** The number of the receipt; the same one twice is refused, so that nobody is paid twice. */
export function ReferenceField({
  value,
  optional = false,
  problems,
  onChange,
}: {
  value: string;
  optional?: boolean;
  problems: readonly Problem[];
  onChange: (value: string) => void;
}) {
  const t = useTranslations("operationForm");
  return (
    <Field
      name="reference"
      label={t("reference")}
      optional={optional}
      hint={t("referenceHint")}
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
