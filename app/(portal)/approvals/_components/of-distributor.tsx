import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import type { SerialisedOperation } from "../../_components/serialise-operation";

/** To the issuer's staff: whose request it is, and whether they stand in for people whom that distributor does not have. */
export function OfDistributor({ operation, name }: { operation: SerialisedOperation; name: string | null }) {
  const t = useTranslations("approvalsDesk.of");
  const { needed, given, issuers } = operation.approvals;
  // What only the issuer's people approve they have asked for themselves: it is about the distributor, which it names.
  if (name === null || needed === issuers) return null;
  const standsIn = operation.canDecide && given < needed - issuers;
  return standsIn ? (
    <Callout title={t("standIn", { name })}>{t("standInWhy")}</Callout>
  ) : (
    <p className="text-s text-ink-2">{t("distributor", { name })}</p>
  );
}
