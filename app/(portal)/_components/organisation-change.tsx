import { useTranslations } from "next-intl";
import type { Currency } from "@/lib/kernel/currencies";
import { FEATURES } from "@/lib/kernel/features";
import { formatGrouped, fromMinorString } from "@/lib/kernel/money";
import { ChangeRow, ChangeRows } from "./change-rows";
import type { SerialisedOperation } from "./serialise-operation";

type Props = { readonly operation: SerialisedOperation; readonly currency: Currency };
type Limits = Readonly<Record<(typeof LIMITS)[number], string | null>>;

const LIMITS = ["maxAmount", "maxDaily", "maxWeekly"] as const;
const NEW = ["name", "shortCode", "timeZone", "currency", "adminName"] as const;

/** What a request about a distributor changes, for whoever decides on it; nothing for any other request. `currency` is that distributor's. */
export function OrganisationChange({ operation, currency }: Props) {
  switch (operation.type) {
    case "distributor-create":
      return <NewDistributor operation={operation} currency={currency} />;
    case "distributor-limits":
      return <ChangedLimits operation={operation} currency={currency} />;
    case "distributor-features":
      return <ChangedFeatures operation={operation} />;
    default:
      return null;
  }
}

function NewDistributor({ operation: { payload }, currency }: Props) {
  const t = useTranslations("issuer.newDistributor");
  const tl = useTranslations("issuer.limits");
  const limit = useLimit(currency);
  const limits = payload as Limits;
  return (
    <ChangeRows>
      {NEW.map((name) => (
        <ChangeRow key={name} term={t(name)} after={String(payload[name])} />
      ))}
      <ChangeRow term={t("phone")} after={String(payload.adminPhone)} />
      {LIMITS.filter((name) => limits[name] !== undefined).map((name) => (
        <ChangeRow key={name} term={tl(name)} after={limit(limits[name])} />
      ))}
    </ChangeRows>
  );
}

function ChangedLimits({ operation: { payload }, currency }: Props) {
  const t = useTranslations("issuer.limits");
  const limit = useLimit(currency);
  const { before, after } = payload as { before: Limits; after: Limits };
  return (
    <ChangeRows>
      {LIMITS.filter((name) => before[name] !== after[name]).map((name) => (
        <ChangeRow key={name} term={t(name)} before={limit(before[name])} after={limit(after[name])} />
      ))}
    </ChangeRows>
  );
}

function ChangedFeatures({ operation: { payload } }: Pick<Props, "operation">) {
  const t = useTranslations("issuer.features");
  const { before, after } = payload as { before: readonly string[]; after: readonly string[] };
  const state = (off: readonly string[], feature: string) => (off.includes(feature) ? t("off") : t("on"));
  return (
    <ChangeRows>
      {FEATURES.filter((name) => before.includes(name) !== after.includes(name)).map((name) => (
        <ChangeRow key={name} term={t(`names.${name}`)} before={state(before, name)} after={state(after, name)} />
      ))}
    </ChangeRows>
  );
}

/** A limit, stored in minor units as text, for reading. */
function useLimit(currency: Currency): (minor: string | null) => string {
  const t = useTranslations("issuer.limits");
  return (minor) => (minor === null ? t("none") : `${currency} ${formatGrouped(fromMinorString(minor, currency))}`);
}
