import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonLook } from "./button";
import { cn } from "./cn";

/** A link that looks like a button: it goes somewhere and does nothing. */
export function LinkButton({
  variant,
  size,
  wide,
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook & { icon?: ReactNode }) {
  return (
    <Link {...rest} className={cn(buttonLook({ variant, size, wide }), className)}>
      {icon}
      {children}
    </Link>
  );
}
