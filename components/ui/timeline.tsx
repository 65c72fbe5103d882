import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";

/** One thing that happened. `time` is a RelativeTime with `form="clock"`; `note` a comment or a link. */
export type TimelineItem = { key: string; time: ReactNode; text: ReactNode; note?: ReactNode; tone?: Tone | undefined };

const DOTS: Record<Tone, string> = {
  wait: "bg-wait",
  good: "bg-good",
  bad: "bg-bad",
  idle: "bg-line-strong",
  accent: "bg-accent",
};

/** What happened, oldest first, joined by a line. */
export function Timeline({ label, items }: { label: string; items: readonly TimelineItem[] }) {
  return (
    <ol aria-label={label} className="flat-list text-s">
      {items.map((item) => (
        <li
          key={item.key}
          className="group/event relative grid grid-cols-[62px_12px_1fr] gap-x-2 pb-2.25 last:pb-0 max-sm:grid-cols-[58px_12px_1fr]"
        >
          <span className="text-xs leading-[19.5px] text-ink-3">{item.time}</span>
          <span aria-hidden="true" className="relative flex justify-center">
            <span className={cn("mt-1.5 size-1.75 rounded-full", DOTS[item.tone ?? "idle"])} />
            <span className="absolute top-4 -bottom-3 w-px bg-line group-last/event:hidden" />
          </span>
          <span className="min-w-0">
            {item.text}
            {item.note ? <span className="block text-xs text-ink-3">{item.note}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
