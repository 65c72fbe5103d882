"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, useLayoutEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlLook } from "@/components/ui/input";
import { caretAfter, shownAmount, strictAmount } from "./typed-amount";

/**
 * An amount with separators as it is typed. The form (through a hidden field called `name`) and `onValueChange` get strict
 * text, "250000.00"; no number is ever made of it. What cannot be an amount is not taken, and says so.
 */
export function MoneyInput({
  name,
  currency,
  exponent,
  defaultValue = "",
  onValueChange,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "value" | "onChange" | "type" | "defaultValue" | "name"> & {
  name: string;
  currency: string;
  /** Decimals of the currency: 2 for NGN, 0 for UGX, 3 for KWD. */
  exponent: number;
  /** Strict text. */
  defaultValue?: string;
  onValueChange?: (strict: string) => void;
}) {
  const t = useTranslations("money");
  const [strict, setStrict] = useState(defaultValue);
  const [refused, setRefused] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const shown = shownAmount(strict);

  // After every change, also a refused one: React puts the caret to the end when the value differs from what was typed.
  useLayoutEffect(() => {
    if (caret.current === null || document.activeElement !== field.current) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  function take(input: HTMLInputElement, inserted: boolean) {
    const at = input.selectionStart ?? input.value.length;
    const next = strictAmount(input.value, exponent);
    setRefused(next === null && inserted);
    if (next === null) {
      caret.current = Math.max(0, at - (input.value.length - shown.length));
      return;
    }
    const before = input.value.slice(0, at).replace(/[^0-9.]/g, "");
    const dropped = input.value.replace(/[^0-9.]/g, "").length - next.length;
    caret.current = caretAfter(shownAmount(next), Math.max(0, before.length - dropped));
    if (next === strict) return;
    setStrict(next);
    onValueChange?.(next);
  }

  return (
    <span className="flex flex-col gap-1.5">
      <span className="relative block">
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-m font-medium text-ink-3"
        >
          {currency}
        </span>
        <input
          {...rest}
          ref={field}
          type="text"
          inputMode={exponent === 0 ? "numeric" : "decimal"}
          autoComplete="off"
          spellCheck={false}
          value={shown}
          onChange={(event) =>
            take(event.target, (event.nativeEvent as InputEvent).inputType !== "deleteContentBackward")
          }
          onKeyDown={(event) => {
            // A separator is not a character of its own: Backspace behind it takes the digit before it.
            const at = event.currentTarget.selectionStart ?? 0;
            if (event.key === "Backspace" && at === event.currentTarget.selectionEnd && shown.charAt(at - 1) === ",")
              event.currentTarget.setSelectionRange(at - 1, at - 1);
          }}
          className={cn(controlLook, "h-11 pl-14 text-l! font-semibold tabular-nums", className)}
        />
        <input type="hidden" name={name} value={strict} />
      </span>
      <span role="status" className="text-s text-bad empty:hidden">
        {refused ? t("notAnAmount", { example: exponent === 0 ? "25,000" : "25,000.50" }) : ""}
      </span>
    </span>
  );
}
