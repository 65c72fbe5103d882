"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PhoneInput } from "@/components/money/phone-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Problem, problemAt, useProblemOf } from "./problems";
import type { RecipientKey, RecipientState } from "./recipient";
import { RecipientName } from "./recipient-name";

/** The phone or the short code of the other side, with their name below as soon as it is known. */
export function RecipientField({
  by,
  value,
  recipient,
  problems,
  onChange,
  onLeave,
}: {
  by: RecipientKey;
  value: string;
  recipient: RecipientState;
  problems: readonly Problem[];
  onChange: (value: string) => void;
  onLeave: () => void;
}) {
  const t = useTranslations("operationForm");
  const problemOf = useProblemOf();
  const [left, setLeft] = useState(false);
  // A number that is still being typed is not malformed yet.
  const said = recipient.phase === "refused" && (left || recipient.code !== "phone.malformed") ? recipient.code : null;
  const error = problemAt(problems, by) ?? (said ? problemOf(said).message : undefined);
  const props = {
    value,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onFocus: () => setLeft(false),
    onBlur: () => {
      setLeft(true);
      onLeave();
    },
  };
  return (
    <Field name={by} label={t(by)} error={error} after={error ? null : <RecipientName by={by} state={recipient} />}>
      {(control) =>
        by === "phone" ? (
          <PhoneInput {...control} {...props} autoComplete="off" className="h-11" />
        ) : (
          <Input {...control} {...props} inputMode="numeric" autoComplete="off" maxLength={12} className="h-11" />
        )
      }
    </Field>
  );
}
