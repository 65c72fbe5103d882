import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { StatSkeleton, TableSkeleton } from "@/components/ui/skeleton";

/** The overview before its answer. */
export default function Loading() {
  const t = useTranslations("issuer.overview");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="grid gap-3.5 sm:grid-cols-2 xl:grid-cols-[1.4fr_1fr_1fr_0.7fr]">
        <StatSkeleton />
        <StatSkeleton />
        <StatSkeleton />
        <StatSkeleton />
      </div>
      <TableSkeleton rows={8} />
    </>
  );
}
