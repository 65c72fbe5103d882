import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

/** Looks of a button; shared with links that look like one. Targets are 44 px high on a phone. */
export const buttonLook = cva(
  "relative inline-flex shrink-0 items-center justify-center gap-2 rounded-control border font-medium whitespace-nowrap no-underline transition-colors duration-100 select-none disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary:
          "border-accent bg-accent text-on-accent not-disabled:hover:border-accent-hover not-disabled:hover:bg-accent-hover",
        secondary: "border-line-strong bg-surface text-ink not-disabled:hover:bg-hover",
        danger: "border-line-strong bg-surface text-bad not-disabled:hover:border-bad not-disabled:hover:bg-bad-soft",
        "danger-solid": "border-bad bg-bad text-on-accent not-disabled:hover:brightness-110",
        ghost: "border-transparent text-ink-2 not-disabled:hover:bg-hover not-disabled:hover:text-ink",
      },
      size: {
        s: "h-7 px-2.5 text-xs max-sm:h-11 max-sm:px-3.5 max-sm:text-s",
        m: "h-8.5 px-3.25 text-s max-sm:h-11",
        l: "h-11 px-4.5 text-m",
        icon: "size-8.5 max-sm:size-11",
      },
      wide: { true: "w-full" },
    },
    defaultVariants: { variant: "secondary", size: "m" },
  },
);

export type ButtonLook = VariantProps<typeof buttonLook>;

export type ButtonProps = Omit<ComponentProps<"button">, "ref"> &
  ButtonLook & {
    icon?: ReactNode;
    /** Shown on a desktop, behind the label: `<Kbd tone="on-button">A</Kbd>`. */
    keyHint?: ReactNode;
    /** In flight: inert, but still focusable and of unchanged width. */
    busy?: boolean | undefined;
    /** What stands there while busy, as "Approving…". Room for it is kept from the start. */
    busyLabel?: string | undefined;
  };

/** A button. While `busy` it keeps width and focus, ignores clicks and says what it is doing. */
export function Button({
  variant,
  size,
  wide,
  icon,
  keyHint,
  busy = false,
  busyLabel,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      // Inert, not disabled: a disabled button would lose the focus. As a plain button without a handler a click does nothing.
      type={busy ? "button" : type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      {...(busy || !onClick ? {} : { onClick })}
      className={cn(buttonLook({ variant, size, wide }), className)}
    >
      {busyLabel === undefined ? (
        <>
          {busy ? <Spinner /> : icon}
          {children}
        </>
      ) : (
        <span className="grid justify-items-center [&>*]:col-start-1 [&>*]:row-start-1">
          <span className={cn("inline-flex items-center gap-2", busy && "invisible")} aria-hidden={busy || undefined}>
            {icon}
            {children}
          </span>
          <span className={cn("inline-flex items-center gap-2", !busy && "invisible")} aria-hidden={!busy || undefined}>
            <Spinner />
            {busyLabel}
          </span>
        </span>
      )}
      {keyHint}
    </button>
  );
}
