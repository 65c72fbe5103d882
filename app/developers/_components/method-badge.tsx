import { cn } from "@/components/ui/cn";

/** The method of an endpoint: what reads is quiet, what makes something is not. */
export function MethodBadge({ method, className }: { method: string; className?: string }) {
  const look = method === "GET" ? "bg-idle-soft text-idle" : "bg-accent-soft text-accent";
  return (
    <span
      data-verbatim
      className={cn(
        "inline-block shrink-0 rounded-tick px-1.5 py-0.5 text-center font-mono text-2xs font-semibold",
        look,
        className,
      )}
    >
      {method}
    </span>
  );
}
