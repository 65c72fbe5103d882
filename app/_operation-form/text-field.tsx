"use client";

import type { ComponentProps, ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Problem, problemAt } from "./problems";

/** A line of text in a form of an operation. `options` are offered while typing. */
export function TextField({
  name,
  label,
  hint,
  value,
  problems,
  optional = false,
  options,
  onChange,
  ...rest
}: {
  name: string;
  label: string;
  hint?: ReactNode;
  value: string;
  problems: readonly Problem[];
  optional?: boolean;
  options?: readonly string[];
  onChange: (value: string) => void;
} & Pick<ComponentProps<"input">, "inputMode" | "maxLength">) {
  const list = options ? `${name}-options` : undefined;
  return (
    <Field name={name} label={label} hint={hint} optional={optional} error={problemAt(problems, name)}>
      {(control) => (
        <>
          <Input
            {...control}
            {...rest}
            value={value}
            list={list}
            autoComplete="off"
            onChange={(event) => onChange(event.target.value)}
          />
          {options ? (
            <datalist id={list}>
              {options.map((option) => (
                <option key={option} value={option} />
              ))}
            </datalist>
          ) : null}
        </>
      )}
    </Field>
  );
}
