"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

const USUAL = ["amount", "person", "twice", "cash", "gone"] as const;

/** The reason of a rejection: a usual one by a tap, or one's own words. */
export function ReasonField({
  value,
  missing,
  busy,
  onChange,
}: {
  value: string;
  missing: boolean;
  busy: boolean;
  onChange: (reason: string) => void;
}) {
  const t = useTranslations("decisions");
  return (
    <>
      <fieldset className="flex flex-wrap gap-2" disabled={busy}>
        <legend className="sr-only">{t("reasons")}</legend>
        {USUAL.map((key, n) => {
          const text = t(`usual.${key}`);
          const on = value === text;
          return (
            <button
              key={key}
              type="button"
              aria-pressed={on}
              data-autofocus={n === 0 ? true : undefined}
              onClick={() => onChange(on ? "" : text)}
              className={cn(
                "h-8 rounded-full border px-3 text-s transition-colors max-sm:h-11 max-sm:px-4",
                on
                  ? "border-accent bg-accent-soft font-medium text-accent"
                  : "border-line-strong text-ink-2 hover:border-ink-3 hover:text-ink",
              )}
            >
              {text}
            </button>
          );
        })}
      </fieldset>
      <Field name="reason" label={t("reason")} error={missing ? t("reasonMissing") : undefined}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            value={value}
            maxLength={280}
            readOnly={busy}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}
