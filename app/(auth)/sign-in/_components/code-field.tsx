import { type ReactNode, useEffect, useRef } from "react";
import { Field } from "@/components/ui/field";
import { OtpInput } from "@/components/ui/otp-input";

/** The one field of a code step. It has the focus from the start: the code is all there is to do here. */
export function CodeField({ label, hint, problem }: { label: string; hint?: ReactNode; problem: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  return (
    <div ref={box}>
      <Field name="code" label={label} hint={hint} error={problem}>
        {(control) => <OtpInput {...control} />}
      </Field>
    </div>
  );
}
