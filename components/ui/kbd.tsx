import type { ReactNode } from "react";
import { cn } from "./cn";

/** A key. Hidden on touch screens, which have none. */
export function Kbd({ children, tone = "plain" }: { children: ReactNode; tone?: "plain" | "on-button" }) {
  return (
    <kbd
      className={cn(
        "inline-flex min-w-4.5 items-center justify-center rounded-tick border px-1.25 font-mono text-2xs font-medium pointer-coarse:hidden",
        tone === "plain" ? "border-line bg-surface text-ink-3" : "border-transparent bg-surface text-ink-2",
      )}
    >
      {children}
    </kbd>
  );
}
