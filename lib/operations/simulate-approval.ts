import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import type { PolicyRole, PolicyType } from "@/lib/kernel/policy-terms";
import { authorize, type Ctx } from "@/lib/runtime";
import { definitionOf } from "./registry";
import type { OperationView } from "./view";

/** An operation that nobody has made, in minor units. */
export type Imagined = {
  readonly type: PolicyType;
  readonly amountMinor: bigint;
  readonly source: OperationView["source"];
};

/** What an operation would need: `rule` is the place of the rule that fits it, from 1 on; null where none does. */
export type Needed = {
  readonly version: number | null;
  readonly rule: number | null;
  readonly approvals: number;
  readonly roles: readonly PolicyRole[];
  readonly stepUp: boolean;
  readonly expiresInSeconds: number;
};

/**
 * What an operation of a distributor would need if it were submitted now, as the statement that submits chooses it.
 * @throws DomainError `auth.forbidden`
 */
export async function simulateApproval(
  ctx: Ctx,
  { distributorId, imagined }: { readonly distributorId: Id<"distributor">; readonly imagined: Imagined },
): Promise<Needed> {
  authorize(ctx, "policies.read");
  const { type, amountMinor, source } = imagined;
  const [row] = (await ctx.tx.execute(
    sql`select version, place, approvals, decider_roles as roles, step_up as "stepUp", expires_seconds as seconds
          from approval_rule(${ctx.scope.issuerId}::uuid, ${distributorId}::uuid, ${type}, ${amountMinor.toString()}::bigint, ${source}, null)`,
  )) as unknown as {
    version: number | null;
    place: number | null;
    approvals: number;
    roles: PolicyRole[];
    stepUp: boolean;
    seconds: number | null;
  }[];
  if (!row) throw new Error(`the database knows no rule for ${type}`);
  const { version, place, approvals, roles, stepUp, seconds } = row;
  const expiresInSeconds = seconds ?? definitionOf(type).expiresInSeconds;
  return { version, rule: place, approvals, roles, stepUp, expiresInSeconds };
}
