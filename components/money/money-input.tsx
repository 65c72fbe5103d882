"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, useLayoutEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlLook } from "@/components/ui/input";
import { caretAfter, shownAmount, strictAmount } from "./typed-amount";

/**
 * An amount with separators as it is typed. The form (through a hidden field called `name`) and `onValueChange` get strict text, "250000.00";
 * no number is ever made of it. What is no amount ("1e3", "12,50", "1.005") stays as it was typed and is given on as it is, to be refused:
 * a character left out would make another amount of it.
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
  const [text, setText] = useState(defaultValue);
  const field = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const strict = strictAmount(text, exponent);
  const shown = strict === null ? text : shownAmount(strict);

  // After every change, also a refused one: React puts the caret to the end when the value differs from what was typed.
  useLayoutEffect(() => {
    if (caret.current === null || document.activeElement !== field.current) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  function take(input: HTMLInputElement, { inputType = "", data = null }: Partial<InputEvent>) {
    const typed = input.value.startsWith(currency) ? input.value.slice(currency.length) : input.value;
    // After an edit of a good amount our own separators stand where they no longer belong; everybody else's must be right.
    const ownSeparators = strict !== null && (inputType.startsWith("delete") || /^[0-9.]$/.test(data ?? ""));
    const next = strictAmount(typed, exponent, ownSeparators);
    const at = input.selectionStart ?? input.value.length;
    caret.current = at;
    if (next !== null) {
      const before = input.value.slice(0, at).replace(/[^0-9.]/g, "");
      const dropped = typed.replace(/[^0-9.]/g, "").length - next.length;
      caret.current = caretAfter(shownAmount(next), Math.max(0, before.length - dropped));
    }
    if ((next ?? typed) === text) return;
    setText(next ?? typed);
    onValueChange?.(next ?? typed);
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
          onChange={(event) => take(event.target, event.nativeEvent as Partial<InputEvent>)}
          onKeyDown={(event) => {
            // A separator is not a character of its own: Backspace behind it takes the digit before it.
            const at = event.currentTarget.selectionStart ?? 0;
            if (
              strict !== null &&
              event.key === "Backspace" &&
              at === event.currentTarget.selectionEnd &&
              shown.charAt(at - 1) === ","
            )
              event.currentTarget.setSelectionRange(at - 1, at - 1);
          }}
          className={cn(controlLook, "h-11 pl-14 text-l! font-semibold tabular-nums", className)}
        />
        <input type="hidden" name={name} value={strict ?? text} />
      </span>
      <span role="status" className="text-s text-bad empty:hidden">
        {strict === null ? t("notAnAmount", { example: exponent === 0 ? "25,000" : "25,000.50" }) : ""}
      </span>
    </span>
  );
}
