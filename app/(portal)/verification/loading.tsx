import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Skeleton } from "@/components/ui/skeleton";

/** The result before it is read: as high as it will be. */
export default function Loading() {
  const t = useTranslations("verification");
  return (
    <div className="flex w-full max-w-3xl flex-col gap-3.5">
      <PageHeader title={t("title")} backHref="/" />
      <p className="text-s text-ink-3">{t("intro")}</p>
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-58 w-full" />
    </div>
  );
}
