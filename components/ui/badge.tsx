import type { ReactNode } from "react";
import { cn } from "./cn";

/** What a colour says here; the word beside it says it too. */
export type Tone = "wait" | "good" | "bad" | "idle" | "accent";

const TONES: Record<Tone, string> = {
  wait: "bg-wait-soft text-wait",
  good: "bg-good-soft text-good",
  bad: "bg-bad-soft text-bad",
  idle: "bg-idle-soft text-idle",
  accent: "bg-accent-soft text-accent",
};

/** A word on a soft ground; with `dot` for states. */
export function Badge({
  tone = "idle",
  dot = false,
  className,
  children,
}: {
  tone?: Tone;
  dot?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 rounded-full px-2.25 py-0.5 text-xs font-semibold whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      {dot ? <span aria-hidden="true" className="size-1.5 rounded-full bg-current" /> : null}
      {children}
    </span>
  );
}

/** A count in a menu or tab. The sentence for screen readers is the caller's. */
export function CountBadge({ count, tone = "wait" }: { count: number; tone?: Tone }) {
  return (
    <span
      aria-hidden="true"
      className={cn("inline-flex min-w-5 justify-center rounded-full px-1.75 text-xs font-semibold", TONES[tone])}
    >
      {count > 99 ? "99+" : count}
    </span>
  );
}
