import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

/** The matrix before its answer. */
export default function Loading() {
  const t = useTranslations("permissions");
  return (
    <div className="flex w-full max-w-3xl flex-col gap-3.5">
      <PageHeader title={t("title")} />
      <Skeleton className="h-4 w-96 max-w-full" />
      <TableSkeleton rows={12} />
    </div>
  );
}
