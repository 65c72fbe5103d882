import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

/** The files before the answer. */
export default function Loading() {
  const t = useTranslations("bulk");
  return (
    <>
      <PageHeader title={t("title")} />
      <Skeleton className="h-64 w-full max-w-xl sm:mx-auto" />
      <TableSkeleton rows={4} />
    </>
  );
}
