import { sql } from "drizzle-orm";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { PolicyTerms } from "@/lib/kernel/policy-terms";
import type { SharedCtx } from "@/lib/runtime";
import { type Policy, readPolicy } from "./read-policy";

/**
 * The policy in force, where a distributor may have another one in its place. `version` is that of which the asker read.
 * @throws DomainError `policies.changed-meanwhile`, `policies.nothing-changes`, `policies.not-satisfiable` (`details.rules`: their places from 1 on)
 */
export async function checkPolicy(
  ctx: SharedCtx,
  distributorId: Id<"distributor">,
  asked: { readonly version: number; readonly after: PolicyTerms },
): Promise<Policy> {
  const before = await readPolicy(ctx, distributorId);
  if (before.version !== asked.version) throw new DomainError("policies.changed-meanwhile");
  const { rules, limits } = before;
  if (canonicalJson({ rules, limits }) === canonicalJson(asked.after))
    throw new DomainError("policies.nothing-changes");
  const failing = await unsatisfiedRules(ctx, distributorId, asked.after);
  if (failing.length > 0) throw new DomainError("policies.not-satisfiable", { details: { rules: failing.join(", ") } });
  return before;
}

/** The places (from 1 on) of rules for which a distributor has too few people besides any one of its makers. */
async function unsatisfiedRules(
  ctx: SharedCtx,
  distributorId: Id<"distributor">,
  { rules }: Pick<PolicyTerms, "rules">,
): Promise<readonly number[]> {
  const rows = (await ctx.tx.execute(
    sql`select unsatisfied_rules(${ctx.scope.issuerId}::uuid, ${distributorId}::uuid, ${JSON.stringify(rules)}::jsonb, null, null) as places`,
  )) as unknown as { places: number[] }[];
  return rows[0]?.places ?? [];
}
