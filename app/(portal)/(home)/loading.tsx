import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { StatSkeleton, TableSkeleton } from "@/components/ui/skeleton";

/** Home before its answer. */
export default function Loading() {
  const t = useTranslations("home");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="grid gap-3.5 md:grid-cols-2 lg:grid-cols-[1.5fr_1fr_1fr]">
        <StatSkeleton />
        <StatSkeleton />
        <StatSkeleton />
      </div>
      <TableSkeleton rows={8} />
    </>
  );
}
