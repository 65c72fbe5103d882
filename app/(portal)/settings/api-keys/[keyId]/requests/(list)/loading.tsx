import { TableSkeleton } from "@/components/ui/skeleton";

/** The log before the answer. */
export default function Loading() {
  return <TableSkeleton rows={10} />;
}
