import { useTranslations } from "next-intl";
import type { Currency } from "@/lib/kernel/currencies";
import { formatGrouped, fromMinorString } from "@/lib/kernel/money";
import type { PolicyRole, PolicyRule } from "@/lib/kernel/policy-terms";

type Needs = Pick<PolicyRule, "approvals" | "roles">;

/** How many people of which roles, in words: "2 different checkers". */
export function usePeopleInWords(): (needs: { approvals: number; roles: readonly PolicyRole[] }) => string {
  const t = useTranslations("policies.people");
  return ({ approvals: count, roles }: Needs) => t(roles.length > 1 ? "both" : (roles[0] ?? "checker"), { count });
}

/** A time of whole minutes, hours or days, in words. */
export function useTimeInWords(): (seconds: number) => string {
  const t = useTranslations("policies.time");
  return (seconds) => {
    // 24 hours are said so: it is what people know.
    if (seconds % 86_400 === 0 && seconds > 86_400) return t("days", { count: seconds / 86_400 });
    if (seconds % 3600 === 0) return t("hours", { count: seconds / 3600 });
    return t("minutes", { count: Math.floor(seconds / 60) });
  };
}

/** The rules of a policy, each in a sentence of what it fits and one of what it asks for, and what holds where none fits. */
export function PolicyRules({ rules, currency }: { rules: readonly PolicyRule[]; currency: Currency }) {
  const t = useTranslations("policies");
  const people = usePeopleInWords();
  const time = useTimeInWords();
  const amount = (minor: string) => `${currency} ${formatGrouped(fromMinorString(minor, currency))}`;
  const band = ({ fromMinor, toMinor }: PolicyRule) => {
    const from = fromMinor === "0" ? null : amount(fromMinor);
    const to = toMinor === null ? null : amount(toMinor);
    if (from && to) return t("band.between", { from, to });
    if (from) return t("band.from", { from });
    return to ? t("band.below", { to }) : t("band.all");
  };
  if (rules.length === 0) return <p className="text-s text-ink-2">{t("noRules")}</p>;
  return (
    <ol className="flat-list flex flex-col text-s">
      {rules.map((rule, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is told by its place
        <li key={n} className="flex gap-3 border-b border-line py-2.5 first:pt-0">
          <span className="w-5 shrink-0 pt-px text-right text-ink-3 tabular-nums">{n + 1}</span>
          <span className="min-w-0">
            <span className="block text-ink-2">
              {t("rule.which", { type: t(`type.${rule.type}`), source: t(`source.${rule.source}`), band: band(rule) })}
            </span>
            <b className="block font-medium">
              {t(rule.stepUp ? "rule.needsCode" : "rule.needs", {
                people: people(rule),
                time: time(rule.expiresInSeconds),
              })}
            </b>
          </span>
        </li>
      ))}
      <li className="py-2.5 pl-8 text-ink-3 last:pb-0">{t("otherwise")}</li>
    </ol>
  );
}
