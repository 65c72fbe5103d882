import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

/** The keys before the answer: as high as they will be. */
export default function Loading() {
  const t = useTranslations("apiKeys");
  return (
    <>
      <PageHeader title={t("title")} />
      <Skeleton className="h-9 w-full" />
      <TableSkeleton rows={4} />
    </>
  );
}
