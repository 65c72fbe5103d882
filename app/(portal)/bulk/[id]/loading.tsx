import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

/** A file before the answer. */
export default function Loading() {
  const t = useTranslations("bulk");
  return (
    <>
      <PageHeader title={t("file")} backHref="/bulk" />
      <Skeleton className="h-32 w-full" />
      <TableSkeleton rows={8} />
    </>
  );
}
