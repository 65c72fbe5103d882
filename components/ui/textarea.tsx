import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlLook } from "./input";

/** A field for several lines; grows with its text where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea {...rest} rows={rows} className={cn(controlLook, "field-sizing-content min-h-20 py-2", className)} />
  );
}
