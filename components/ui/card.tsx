import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A surface with a hairline. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section {...rest} className={cn("rounded-card border border-line bg-surface px-4.5 py-4", className)} />;
}

/** The quiet heading of a card. */
export function CardTitle({ className, ...rest }: ComponentProps<"h2">) {
  return <h2 {...rest} className={cn("text-s font-medium text-ink-3", className)} />;
}

/** One figure with its name and what stands behind it. With `href` the caller wraps it. */
export function Stat({ label, figure, children }: { label: string; figure: ReactNode; children?: ReactNode }) {
  return (
    <Card className="flex flex-col">
      <CardTitle>{label}</CardTitle>
      <p className="mt-0.5 text-2xl font-semibold tracking-[-0.02em]">{figure}</p>
      {children}
    </Card>
  );
}
