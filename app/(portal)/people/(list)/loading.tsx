import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

/** The people before the answer: as high as they will be. */
export default function Loading() {
  const t = useTranslations("people");
  return (
    <>
      <PageHeader title={t("title")} />
      <Skeleton className="h-9 w-full" />
      <TableSkeleton rows={5} />
    </>
  );
}
