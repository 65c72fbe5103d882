"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { fieldId } from "./field";

/**
 * The errors of a form in one place, above it; leads to each field. Takes the focus for each new list of `errors` (so keep its identity);
 * where the list shrinks while a person corrects it, name the `attempt` it belongs to, and the focus is taken once for each.
 */
export function ErrorSummary({
  errors,
  attempt,
}: {
  errors: readonly { name: string; message: string }[];
  attempt?: number;
}) {
  const t = useTranslations("ui");
  const box = useRef<HTMLDivElement>(null);
  const occasion = attempt ?? errors;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus is for the occasion, not for what is left of it
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [occasion]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="rounded-control bg-bad-soft px-3.5 py-2.5 text-s text-bad">
      <p className="font-semibold">{t("errorSummary", { count: errors.length })}</p>
      <ul className="flat-list mt-1 flex flex-col gap-0.5">
        {errors.map((error) => (
          <li key={error.name}>
            <a href={`#${fieldId(error.name)}`} className="underline underline-offset-2">
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
