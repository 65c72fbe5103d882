import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";

const TONES: Record<Tone, string> = {
  wait: "bg-wait-soft text-wait",
  good: "bg-good-soft text-good",
  bad: "bg-bad-soft text-bad",
  idle: "bg-sunken text-ink-2",
  accent: "bg-accent-soft text-accent",
};

/** Something to see before going on. `title` leads in bold; `role="status"` or `"alert"` when it appears by itself. */
export function Callout({
  tone = "wait",
  title,
  role,
  action,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  role?: "status" | "alert";
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div role={role} className={cn("flex items-center gap-3 rounded-control px-3 py-2.25 text-s", TONES[tone])}>
      <p className="min-w-0 flex-1">
        {title ? <b className="font-semibold">{title} </b> : null}
        {children}
      </p>
      {action}
    </div>
  );
}
