import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";

/** To those whose roles change no distributor. */
export function NotAnAdmin() {
  const t = useTranslations("issuer.newDistributor.notAllowed");
  return (
    <EmptyState kind="first-use" title={t("title")}>
      {t("text")}
    </EmptyState>
  );
}
