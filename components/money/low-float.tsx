import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

/** That a float is low, or, with `count`, how many are. */
export function LowFloat({ count }: { count?: number }) {
  const t = useTranslations("money.float");
  return (
    <Badge tone="wait" dot>
      {count === undefined ? t("low") : t("lowCount", { count })}
    </Badge>
  );
}
