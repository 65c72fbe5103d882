import { useTranslations } from "next-intl";
import { cn } from "./cn";

/** A grey block where something will stand. Give it the size of what it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block animate-pulse rounded-tick bg-hover", className)} />;
}

/** Rows of a table before its answer, each as high as a real row, so that nothing jumps. */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  const t = useTranslations("ui");
  return (
    <div role="status" className="rounded-card border border-line bg-surface">
      <span className="sr-only">{t("loading")}</span>
      <div className="h-9 border-b border-line max-md:hidden" />
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          key={row}
          className="flex h-14.5 items-center gap-6 border-b border-line px-3.5 last:border-0 max-md:h-21"
        >
          <Skeleton className="h-3 w-12 max-md:hidden" />
          <Skeleton className="h-3 w-16 max-md:hidden" />
          <span className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3 w-36" />
            <Skeleton className="h-2.5 w-28" />
          </span>
          <Skeleton className="h-3 w-20" />
          <Skeleton className="h-5 w-20 rounded-full max-md:hidden" />
        </div>
      ))}
    </div>
  );
}

/** Cards of figures before their answer, as high as `Stat`. */
export function StatSkeleton({ className }: { className?: string }) {
  return (
    <div className={cn("flex h-35.5 flex-col gap-3 rounded-card border border-line bg-surface px-4.5 py-4", className)}>
      <Skeleton className="h-3 w-24" />
      <Skeleton className="h-7 w-40" />
      <Skeleton className="mt-auto h-2.5 w-48 max-w-full" />
    </div>
  );
}

/** The page of one operation before its answer. */
export function DetailSkeleton() {
  const t = useTranslations("ui");
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="h-5 w-44 rounded-full" />
      <Skeleton className="h-10 w-64" />
      <Skeleton className="h-3 w-52" />
      <div className="flex flex-col gap-3.5 pt-2">
        {["w-64", "w-52", "w-40", "w-72", "w-56"].map((width) => (
          <div key={width} className="flex gap-12">
            <Skeleton className="h-3 w-16" />
            <Skeleton className={cn("h-3 max-w-full", width)} />
          </div>
        ))}
      </div>
      <Skeleton className="h-24 w-full rounded-control" />
    </div>
  );
}
