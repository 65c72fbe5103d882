import { useTranslations } from "next-intl";
import type { Currency } from "@/lib/kernel/currencies";
import type { PolicyTerms } from "@/lib/kernel/policy-terms";
import { PolicyLimits } from "./policy-limits";
import { PolicyRules } from "./policy-rules";
import type { SerialisedOperation } from "./serialise-operation";

/** The policy that a request asks for, and the one in its place until now, for whoever decides on it; nothing for any other request. */
export function PolicyChange({ operation, currency }: { operation: SerialisedOperation; currency: Currency }) {
  const t = useTranslations("policies.changed");
  if (operation.type !== "policy-change") return null;
  const { before, after } = operation.payload as { before: PolicyTerms; after: PolicyTerms };
  return (
    <div className="flex flex-col gap-3 rounded-control bg-sunken px-3.5 py-2.75">
      <div className="flex flex-col gap-2">
        <p className="text-s font-medium text-ink-3">{t("after")}</p>
        <PolicyRules rules={after.rules} currency={currency} />
        <PolicyLimits limits={after.limits} currency={currency} />
      </div>
      <details className="border-t border-line pt-2.5">
        <summary className="cursor-pointer text-s font-medium text-ink-3">{t("before")}</summary>
        <div className="flex flex-col gap-2 pt-2">
          <PolicyRules rules={before.rules} currency={currency} />
          <PolicyLimits limits={before.limits} currency={currency} />
        </div>
      </details>
    </div>
  );
}
