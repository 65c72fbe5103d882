import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { TableSkeleton } from "@/components/ui/skeleton";

/** The notices before their answer. */
export default function Loading() {
  const t = useTranslations("notices");
  return (
    <div className="flex w-full max-w-2xl flex-col gap-3.5">
      <PageHeader title={t("title")} backHref="/" />
      <TableSkeleton rows={8} />
    </div>
  );
}
