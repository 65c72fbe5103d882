"use client";

import { type ComponentProps, useState } from "react";
import { cn } from "./cn";
import { controlLook } from "./input";

/**
 * One field for a code of six digits: the phone offers the code from the SMS, a paste with spaces works, and `onComplete`
 * is called when the last digit stands there.
 */
export function OtpInput({
  onComplete,
  className,
  defaultValue = "",
  ...rest
}: Omit<ComponentProps<"input">, "value" | "onChange" | "type" | "defaultValue"> & {
  defaultValue?: string;
  onComplete?: (code: string) => void;
}) {
  const [code, setCode] = useState(defaultValue);
  return (
    <input
      required
      {...rest}
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      spellCheck={false}
      value={code}
      onChange={(event) => {
        const digits = event.target.value.replace(/[^0-9]/g, "").slice(0, 6);
        if (digits.length === 6 && code.length < 6) onComplete?.(digits);
        setCode(digits);
      }}
      className={cn(
        controlLook,
        "h-13 max-w-60 text-center font-mono text-2xl! font-medium tracking-[0.3em] indent-[0.3em]",
        className,
      )}
    />
  );
}
