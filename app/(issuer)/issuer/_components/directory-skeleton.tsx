import { PageHeader } from "@/components/layout/page-header";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

/** A directory before its answer: as high as it will be. */
export function DirectorySkeleton({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-9.5 w-full max-w-sm max-sm:h-11" />
      <TableSkeleton rows={12} />
    </>
  );
}
