import { and, desc, eq, sql } from "drizzle-orm";
import { approvalPolicies, operations, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { NO_POLICY, type PolicyLimits, type PolicyTerms } from "@/lib/kernel/policy-terms";
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

/** The version in force and its limits, of distributors that have a policy. */
export async function readPolicyLimits(
  ctx: SharedCtx,
  distributorIds: readonly Id<"distributor">[],
): Promise<Map<Id<"distributor">, Pick<Policy, "version" | "limits">>> {
  if (distributorIds.length === 0) return new Map();
  const rows = (await ctx.tx.execute(
    sql`select d.id, p.version, p.limits from unnest(${sql.param([...distributorIds])}::uuid[]) as d(id), lateral (
          select x.version, x.limits from approval_policies x
           where x.issuer_id = ${ctx.scope.issuerId}::uuid and x.distributor_id = d.id order by x.version desc limit 1) p`,
  )) as unknown as { id: Id<"distributor">; version: number; limits: PolicyLimits }[];
  return new Map(rows.map(({ id, version, limits }) => [id, { version, limits }]));
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
