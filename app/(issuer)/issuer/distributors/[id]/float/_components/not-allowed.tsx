import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";

/** To those whose roles move no float. */
export function NotAllowed() {
  const t = useTranslations("floatForm.notAllowed");
  return (
    <EmptyState kind="first-use" title={t("title")}>
      {t("text")}
    </EmptyState>
  );
}
