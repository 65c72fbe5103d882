import { useTranslations } from "next-intl";

/** A count as text; where counting stopped, "1,000+". */
export function useCountText(): (count: number, isMore: boolean) => string {
  const t = useTranslations("issuer.directory");
  return (count, isMore) => t(isMore ? "more" : "exact", { count });
}
