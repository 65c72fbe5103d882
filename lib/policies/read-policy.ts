import { and, desc, eq } from "drizzle-orm";
import { approvalPolicies, operations, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { NO_POLICY, type PolicyTerms } from "@/lib/kernel/policy-terms";
import { authorize, type Ctx, type SharedCtx } from "@/lib/runtime";

/** What is in force; version 0 while a distributor has no policy. */
export type Policy = PolicyTerms & { readonly version: number };

/** The policy of a distributor of this scope. */
export async function readPolicy(ctx: SharedCtx, distributorId: Id<"distributor">): Promise<Policy> {
  const [row] = await ctx.tx
    .select({ version: approvalPolicies.version, rules: approvalPolicies.rules, limits: approvalPolicies.limits })
    .from(approvalPolicies)
    .where(isOf(ctx, distributorId))
    .orderBy(desc(approvalPolicies.version))
    .limit(1);
  return row ?? { ...NO_POLICY, version: 0 };
}

/** A version of a policy, the request that it comes from, and who asked for it. */
export type PolicyVersion = Policy & {
  readonly operationId: Id<"operation">;
  readonly askedBy: string;
  readonly since: Date;
};

/**
 * Every version of a distributor's policy, newest first.
 * @throws DomainError `auth.forbidden`
 */
export async function listPolicyVersions(ctx: Ctx, distributorId: Id<"distributor">): Promise<PolicyVersion[]> {
  authorize(ctx, "policies.read");
  const rows = await ctx.tx
    .select({ policy: approvalPolicies, name: people.name })
    .from(approvalPolicies)
    .leftJoin(
      operations,
      and(eq(operations.issuerId, approvalPolicies.issuerId), eq(operations.id, approvalPolicies.operationId)),
    )
    .leftJoin(people, eq(people.id, operations.makerId))
    .where(isOf(ctx, distributorId))
    .orderBy(desc(approvalPolicies.version));
  return rows.map(({ policy, name }) => ({
    version: policy.version,
    rules: policy.rules,
    limits: policy.limits,
    operationId: policy.operationId,
    askedBy: name ?? "",
    since: policy.createdAt,
  }));
}

function isOf(ctx: SharedCtx, distributorId: Id<"distributor">) {
  return and(eq(approvalPolicies.issuerId, ctx.scope.issuerId), eq(approvalPolicies.distributorId, distributorId));
}
