import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import type { Currency } from "@/lib/kernel/currencies";
import { formatGrouped, fromMinorString } from "@/lib/kernel/money";
import { type PolicyLimits as Limits, POLICY_LIMITS } from "@/lib/kernel/policy-terms";

/** What a policy lets one customer, and one maker, move on a day and in a week. */
export function PolicyLimits({ limits, currency }: { limits: Limits; currency: Currency }) {
  const t = useTranslations("policies.limits");
  const shown = (minor: string | null) =>
    minor === null ? t("none") : `${currency} ${formatGrouped(fromMinorString(minor, currency))}`;
  return <DefinitionList items={POLICY_LIMITS.map((name) => ({ term: t(name), value: shown(limits[name]) }))} />;
}
