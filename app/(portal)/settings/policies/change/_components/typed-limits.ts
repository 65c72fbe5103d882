import { limitOf } from "@/app/_operation-form/limit-of";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import type { Currency } from "@/lib/kernel/currencies";
import { formatAmount, fromMinorString } from "@/lib/kernel/money";
import { POLICY_LIMITS, type PolicyLimits } from "@/lib/kernel/policy-terms";

/** The limits of a policy as typed: strict text, empty for none. */
export type TypedLimits = Readonly<Record<(typeof POLICY_LIMITS)[number], string>>;

/** Limits as they are stored, to be typed over. */
export function toTypedLimits(limits: PolicyLimits, currency: Currency): TypedLimits {
  return each((name) => {
    const minor = limits[name];
    return minor === null ? "" : formatAmount(fromMinorString(minor, currency));
  });
}

/** Typed limits as they are stored. @throws DomainError `money.*` */
export function toLimits(typed: TypedLimits, currency: Currency): PolicyLimits {
  return each((name) => limitOf(plainAmount(typed[name]), currency)?.toString() ?? null);
}

/** The first typed limit that is no amount; null where all are right. */
export function wrongLimit(typed: TypedLimits, currency: Currency): (typeof POLICY_LIMITS)[number] | null {
  const isWrong = (text: string) => {
    try {
      limitOf(plainAmount(text), currency);
      return false;
    } catch {
      return true;
    }
  };
  return POLICY_LIMITS.find((name) => isWrong(typed[name])) ?? null;
}

function each<T>(value: (name: (typeof POLICY_LIMITS)[number]) => T): Record<(typeof POLICY_LIMITS)[number], T> {
  return {
    customerDaily: value("customerDaily"),
    customerWeekly: value("customerWeekly"),
    makerDaily: value("makerDaily"),
    makerWeekly: value("makerWeekly"),
  };
}
