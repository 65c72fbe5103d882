import type { PolicyRule, PolicyTerms } from "@/lib/kernel/policy-terms";
import type { Random } from "./random";
import { at, type State } from "./state";
import type { Input } from "./steps";

const TYPES = ["cash-in", "cash-out-fulfillment"] as const;

/** Another policy for a distributor, mostly one that its people can satisfy, in place of the one in force; now and then the same. */
export function aPolicy(random: Random, state: State, distributor: number): Extract<Input, { type: "policy" }> {
  const { policies } = at(state.distributors, distributor);
  const version = random.chance(94) ? policies.length : random.below(policies.length + 2);
  const before = policies.at(-1);
  const after = before && random.chance(5) ? before : { rules: someRules(random), limits: someLimits(random) };
  return { type: "policy", version, after };
}

function someRules(random: Random): PolicyRule[] {
  const rules: PolicyRule[] = [];
  for (let n = random.below(4); n > 0; n--) {
    const rule = aRule(random);
    if (!rules.some((earlier) => fitsAllOf(earlier, rule))) rules.push(rule);
  }
  return rules;
}

function aRule(random: Random): PolicyRule {
  const from = random.chance(60) ? 0 : 1 + random.below(300_00);
  const approvals = Number(random.weighted({ "1": 50, "2": 42, "3": 7, "4": 1 }));
  const role = random.weighted({ checker: 60, both: 35, admin: 5 });
  return {
    type: random.pick(TYPES),
    source: random.weighted({ any: 55, web: 25, key: 12, bulk: 8 }),
    fromMinor: String(from),
    toMinor: random.chance(50) ? null : String(from + 1 + random.below(1_000_00)),
    approvals,
    roles: role === "both" ? ["checker", "admin"] : [role],
    stepUp: random.chance(25),
    expiresInSeconds: random.pick([1800, 3600, 48 * 3600]),
  };
}

/** Whether a rule would never count, since one before it fits all that it would: no policy has any. */
function fitsAllOf(earlier: PolicyRule, rule: PolicyRule): boolean {
  const end = (to: string | null) => (to === null ? Number.POSITIVE_INFINITY : Number(to));
  return (
    earlier.type === rule.type &&
    (earlier.source === "any" || earlier.source === rule.source) &&
    Number(earlier.fromMinor) <= Number(rule.fromMinor) &&
    end(rule.toMinor) <= end(earlier.toMinor)
  );
}

function someLimits(random: Random): PolicyTerms["limits"] {
  const limit = (least: number) => (random.chance(75) ? null : String(least + random.below(4_000_00)));
  return {
    customerDaily: limit(300_00),
    customerWeekly: limit(800_00),
    makerDaily: limit(500_00),
    makerWeekly: limit(1_000_00),
  };
}
