import type { PolicyLimits, PolicyRule } from "@/lib/kernel/policy-terms";
import { NO_POLICY } from "@/lib/kernel/policy-terms";
import { readPolicy } from "@/lib/policies";
import { decide, submit } from "./acts";
import type { TestDistributor, TestPerson, World } from "./world";

/** A rule of one checker for any cash-in, changed as one likes. */
export const ruleFor = (change: Partial<PolicyRule> = {}): PolicyRule => ({
  type: "cash-in",
  source: "any",
  fromMinor: "0",
  toMinor: null,
  approvals: 1,
  roles: ["checker"],
  stepUp: false,
  expiresInSeconds: 3600,
  ...change,
});

/** Whose policy it is, who asks for another one, and who decides on that. */
export type PolicyMakers = {
  readonly distributor: TestDistributor;
  readonly admin: TestPerson;
  readonly checker: TestPerson;
};

/** The request for a policy in place of the one of that version. */
export const policyOf = (version: number, rules: readonly PolicyRule[], limits: Partial<PolicyLimits> = {}) =>
  ({
    input: { type: "policy-change", version, after: { rules, limits: { ...NO_POLICY.limits, ...limits } } },
    source: "web",
    idempotency: null,
  }) as const;

/** Puts a policy in force: an admin asks for it, a checker approves. */
export async function putInForce(
  world: World,
  { distributor, admin, checker }: PolicyMakers,
  rules: readonly PolicyRule[],
  limits: Partial<PolicyLimits> = {},
): Promise<void> {
  const { version } = await world.as(admin.caller, (ctx) => readPolicy(ctx, distributor.id));
  const id = await submit(world, admin.caller, policyOf(version, rules, limits));
  const { status, failure } = await decide(world, checker.caller, id);
  if (status !== "completed") throw new Error(`the policy is not in force: ${failure}`);
}
