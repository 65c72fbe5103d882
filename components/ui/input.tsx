import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The look of a text control, shared by inputs, text areas and selects. */
export const controlLook =
  "w-full min-w-0 rounded-control border border-line-field bg-surface px-3 text-m text-ink transition-colors hover:border-ink-3 focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-bad";

/** A text field; stands inside a Field. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={cn(controlLook, "read-only:bg-sunken h-9.5 max-sm:h-11", className)} />;
}
