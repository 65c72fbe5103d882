import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** What a control inside a Field gets, so that label, hint and error belong to it. */
export type FieldControl = {
  id: string;
  name: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

/** Id of the control of a field; the error summary links to it. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/**
 * Label, control, hint and error as one. The error stands under its control and is announced with it.
 * `<Field name="phone" label={t("phone")}>{(control) => <PhoneInput {...control} />}</Field>`
 */
export function Field({
  name,
  label,
  hint,
  error,
  optional = false,
  after,
  className,
  children,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  /** Below the control, above the hint: the recipient's name, the amount in words. Place an aria-live region inside if it changes. */
  after?: ReactNode;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}) {
  const t = useTranslations("ui");
  const id = fieldId(name);
  const describedBy = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="flex items-baseline gap-2 text-s font-medium text-ink">
        {label}
        {optional ? <span className="text-xs font-normal text-ink-3">{t("optional")}</span> : null}
      </label>
      {children({
        id,
        name,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
        "aria-invalid": error ? true : undefined,
      })}
      {after}
      {error ? (
        <p id={`${id}-error`} className="flex gap-1.5 text-s text-bad">
          <ErrorMark />
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

function ErrorMark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="mt-0.5 size-4 shrink-0" fill="currentColor">
      <path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-.75 3.5h1.5v4.75h-1.5V4.5Zm.75 7.75a.95.95 0 1 1 0-1.9.95.95 0 0 1 0 1.9Z" />
    </svg>
  );
}
