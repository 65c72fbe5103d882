import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** The form before the browser has found the draft, as high as the form: fields appear when what is typed into them is kept. */
export function FormSkeleton() {
  const t = useTranslations("operationForm");
  return (
    <div role="status" data-form-loading className="flex flex-col gap-5.5">
      <span className="sr-only">{t("loading")}</span>
      {["w-24", "w-14", "w-16"].map((width) => (
        <div key={width} className="flex flex-col gap-2">
          <Skeleton className={`h-3.5 ${width}`} />
          <Skeleton className="h-11 w-full rounded-control" />
        </div>
      ))}
      <Skeleton className="h-11 w-28 self-end rounded-control" />
    </div>
  );
}
