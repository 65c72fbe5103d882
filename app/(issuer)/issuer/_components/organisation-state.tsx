import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

/** Whether an organisation or a customer is active, as dot and word. */
export function OrganisationState({ status }: { status: "active" | "suspended" }) {
  const t = useTranslations("issuer.status");
  return (
    <Badge tone={status === "active" ? "good" : "bad"} dot>
      {t(status)}
    </Badge>
  );
}
