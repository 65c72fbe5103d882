import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** Instead of a form: the issuer has switched off what it is for. */
export function SwitchedOff({ feature }: { feature: "cash-in" | "cash-out" }) {
  const t = useTranslations("operationForm.switchedOff");
  return (
    <EmptyState
      kind="no-match"
      title={t(feature)}
      action={<LinkButton href="/operations">{t("operations")}</LinkButton>}
    >
      {t("text")}
    </EmptyState>
  );
}
