import { plainAmount } from "@/app/_operation-form/plain-amount";
import type { Currency } from "@/lib/kernel/currencies";
import { formatAmount, fromMinorString, parseMoney } from "@/lib/kernel/money";
import {
  isCovered,
  type PolicyRole,
  type PolicyRule,
  type PolicySource,
  type PolicyType,
} from "@/lib/kernel/policy-terms";

/** A rule as typed: amounts as strict text, empty for none. */
export type TypedRule = {
  readonly type: PolicyType;
  readonly source: PolicySource;
  readonly from: string;
  readonly to: string;
  readonly approvals: number;
  readonly roles: readonly PolicyRole[];
  readonly stepUp: boolean;
  readonly expiresInSeconds: number;
};

/** What is wrong with a typed rule; the name of its words. */
export type RuleProblem = "from" | "to" | "band" | "roles" | "covered";

/** A new rule says what holds without one. */
export const NEW_RULE: TypedRule = {
  type: "cash-in",
  source: "any",
  from: "",
  to: "",
  approvals: 1,
  roles: ["checker"],
  stepUp: false,
  expiresInSeconds: 86_400,
};

/** Rules as they are stored, to be typed over. */
export function toTyped(rules: readonly PolicyRule[], currency: Currency): TypedRule[] {
  const plain = (minor: string) => formatAmount(fromMinorString(minor, currency));
  return rules.map(({ fromMinor, toMinor, ...rule }) => ({
    ...rule,
    from: fromMinor === "0" ? "" : plain(fromMinor),
    to: toMinor === null ? "" : plain(toMinor),
  }));
}

/** A typed rule as it is stored. @throws DomainError `money.*` */
export function toRule({ from, to, ...rule }: TypedRule, currency: Currency): PolicyRule {
  const minor = (typed: string) => parseMoney(plainAmount(typed), currency).minor.toString();
  return { ...rule, fromMinor: from === "" ? "0" : minor(from), toMinor: to === "" ? null : minor(to) };
}

/** What is wrong with each typed rule, null for nothing; a rule is only held against those above it that are right. */
export function problemsOf(typed: readonly TypedRule[], currency: Currency): (RuleProblem | null)[] {
  const right: PolicyRule[] = [];
  return typed.map((one) => {
    if (!isAmount(one.from, currency)) return "from";
    if (!isAmount(one.to, currency)) return "to";
    if (one.roles.length === 0) return "roles";
    const rule = toRule(one, currency);
    if (rule.toMinor !== null && BigInt(rule.toMinor) <= BigInt(rule.fromMinor)) return "band";
    if (right.some((earlier) => isCovered(rule, earlier))) return "covered";
    right.push(rule);
    return null;
  });
}

function isAmount(typed: string, currency: Currency): boolean {
  if (typed === "") return true;
  try {
    parseMoney(plainAmount(typed), currency);
    return true;
  } catch {
    return false;
  }
}
