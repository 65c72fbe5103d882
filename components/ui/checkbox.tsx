import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/**
 * A checkbox with its label; without children it needs an `aria-label`. The box is 16 px, what can be hit is 24 px and
 * more, 44 px on a phone.
 */
export function Checkbox({
  children,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { children?: ReactNode }) {
  const box = (
    <span className="relative inline-grid size-4 shrink-0 place-items-center">
      <input
        {...rest}
        type="checkbox"
        className="peer absolute -inset-1 z-10 m-0 cursor-pointer opacity-0 max-sm:-inset-3.5 disabled:cursor-not-allowed"
      />
      <span className="col-start-1 row-start-1 size-4 rounded-tick border-[1.5px] border-line-field bg-surface transition-colors peer-checked:border-accent peer-checked:bg-accent peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus peer-disabled:opacity-50" />
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className="invisible z-[1] col-start-1 row-start-1 size-3.5 text-on-accent peer-checked:visible"
      >
        <path
          d="m3.5 8.5 3 3 6-7"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
  if (children === undefined) return <span className={className}>{box}</span>;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside, in box
    <label
      className={cn(
        "inline-flex cursor-pointer items-start gap-2.5 text-s max-sm:min-h-11 max-sm:items-center",
        className,
      )}
    >
      <span className="flex h-[1.5em] items-center">{box}</span>
      <span>{children}</span>
    </label>
  );
}
