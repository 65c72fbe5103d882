"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { fieldId } from "./field";

/** The errors of a form in one place, above it; takes the focus for each new list of `errors` (so keep its identity) and leads to each field. */
export function ErrorSummary({ errors }: { errors: readonly { name: string; message: string }[] }) {
  const t = useTranslations("ui");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
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
