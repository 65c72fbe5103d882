import { NO_POLICY, POLICY_TYPES, type PolicyRule, type PolicyTerms } from "@/lib/kernel/policy-terms";
import { at, type Needs, type Operation, type State } from "./state";
import { has, peopleOf } from "./who";

const DAY = 24 * 3600;

type Asked = Pick<Operation, "distributor" | "type" | "of" | "minor" | "source" | "maker" | "change">;

/** Whom an operation needs that is asked for now: what its distributor's policy says, or what its type asks for. */
export function needsOf(state: State, asked: Asked): Needs {
  const { distributor, type, of, minor, source, maker, change } = asked;
  if (change && "policy" in change)
    return { ...byType(type), ...needsOfChange(state, distributor, maker, change.policy), policy: null };
  // Money that goes back needs whoever it needed to come.
  const governed = of === null ? type : at(state.operations, of).type;
  const { policies } = at(state.distributors, distributor);
  const terms = governed === "cash-in" || governed === "cash-out-fulfillment" ? policies.at(-1) : undefined;
  const rule = terms?.rules.find((one) => fits(one, governed, minor, source));
  const policy = terms ? policies.length : null;
  if (!rule) return { ...byType(type), policy };
  const { approvals, roles, stepUp, expiresInSeconds: seconds } = rule;
  return { approvals, issuers: 0, roles, stepUp, policy, seconds };
}

function fits(rule: PolicyRule, type: string, minor: bigint, source: Operation["source"]): boolean {
  return (
    rule.type === type &&
    (rule.source === "any" || rule.source === (source === "api" ? "key" : source)) &&
    minor >= BigInt(rule.fromMinor) &&
    (rule.toMinor === null || minor < BigInt(rule.toMinor))
  );
}

function byType(type: Operation["type"]): Omit<Needs, "policy"> {
  const one = { approvals: 1, issuers: 0, roles: ["checker"], stepUp: false, seconds: DAY };
  switch (type) {
    case "float-withdrawal":
      return { ...one, approvals: 2, issuers: 1, seconds: 7 * DAY };
    case "policy-change":
      return { ...one, seconds: 7 * DAY };
    case "person-delegate":
      return { ...one, roles: ["admin", "checker"], seconds: 7 * DAY };
    default:
      return one;
  }
}

/**
 * What a change of a policy needs: what the strongest rule asks for that it touches, in force or to come, and no more people than there are besides
 * whoever asks. A limit that changes touches all rules; a rule those of its type.
 */
function needsOfChange(state: State, distributor: number, maker: number, after: PolicyTerms) {
  const before = at(state.distributors, distributor).policies.at(-1) ?? NO_POLICY;
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const touched = POLICY_TYPES.flatMap((type) => {
    const [old, next] = [before, after].map(({ rules }) =>
      rules.filter((rule) => rule.type === type),
    ) as PolicyRule[][];
    return isSame(before.limits, after.limits) && isSame(old, next) ? [] : [...(old ?? []), ...(next ?? [])];
  });
  const most = Math.max(1, ...touched.map(({ approvals }) => approvals));
  const named = most > 1 ? touched.filter(({ approvals }) => approvals === most).flatMap(({ roles }) => roles) : [];
  const roles = [...new Set(["checker", ...named])];
  const able = peopleOf(state, distributor).filter(({ place, person }) => place !== maker && has(person, roles));
  return { approvals: Math.max(1, Math.min(most, able.length)), roles, stepUp: touched.some(({ stepUp }) => stepUp) };
}

/** Whether for some rule there are too few people besides any one of its makers. */
export function isUnsatisfiable(state: State, distributor: number, rules: readonly PolicyRule[]): boolean {
  const people = peopleOf(state, distributor).map(({ person }) => person);
  return rules.some(({ approvals, roles }) => {
    const able = people.filter((person) => has(person, roles));
    return approvals > able.length - (able.some(({ now }) => now.includes("maker")) ? 1 : 0);
  });
}
