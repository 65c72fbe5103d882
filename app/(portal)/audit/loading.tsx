import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

/** The audit before its answer: as high as it will be. */
export default function Loading() {
  const t = useTranslations("audit");
  return (
    <>
      <PageHeader title={t("title")} />
      <Skeleton className="h-4 w-96 max-w-full" />
      <Skeleton className="h-11 w-full" />
      <Skeleton className="h-6.5 w-72 max-sm:h-9" />
      <TableSkeleton rows={12} />
    </>
  );
}
