import { sql } from "drizzle-orm";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import { groupBy } from "@/lib/kernel/groups";
import type { Id } from "@/lib/kernel/ids";
import { type Distributor, ownDistributor, readDistributor } from "@/lib/organisations";
import { authorize, type Ctx, isAudited, type Outcome, PERMISSIONS } from "@/lib/runtime";
import { alreadyDecided } from "./already-decided";
import type { StoredOperation } from "./define";
import { type Ending, finishOperations } from "./finish";
import { definitionOf } from "./registry";
import { readStored } from "./stored";

/** One decision. `revision` and `digest` (64 hex digits) are those of the operation that the person saw. */
export type DecideOperation = {
  readonly operationId: Id<"operation">;
  readonly revision: number;
  readonly digest: string;
  readonly decision: "approve" | "reject";
  /** Required for a reject. */
  readonly comment: string | null;
};

/** What became of the operation: ended, or still waiting for more people. `failure` says why an approved one could not happen. */
export type DecidedOperation = {
  readonly operationId: Id<"operation">;
  readonly status: "pending" | "completed" | "failed" | "rejected";
  readonly failure: ErrorCode | null;
};

type Claim = { idx: number; outcome: string };

const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  "not-found": "operations.not-found",
  "not-pending": "operations.not-pending",
  forbidden: "auth.forbidden",
  own: "operations.own-operation",
  revision: "operations.revision-changed",
  expired: "operations.expired",
  "already-voted": "operations.already-voted",
};

/**
 * One person's decisions on many operations, each with its own outcome. The claim comes first, in the same unit as the money: of many
 * people at once exactly one decides, and the others learn who (`operations.already-decided`). Locks: operations in id order, limit
 * counters, accounts.
 * @throws DomainError `auth.forbidden`, `operations.reason-required`
 */
export async function decideOperations(
  ctx: Ctx,
  decisions: readonly DecideOperation[],
): Promise<Outcome<DecidedOperation, DomainError>[]> {
  authorize(ctx, "operations.decide");
  const { principal } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  if (decisions.some(({ decision, comment }) => decision === "reject" && !comment?.trim()))
    throw new DomainError("operations.reason-required");
  const distributorId = ownDistributor(ctx);
  const items = decisions.map(({ operationId, revision, digest, decision, comment }) => ({
    operation: operationId,
    revision,
    digest,
    decision,
    comment,
    person: principal.personId,
    session: principal.sessionId,
  }));
  const claims = (await ctx.tx.execute(
    sql`select idx, outcome from operations_claim(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${distributorId}::uuid,
          ${sql.param([...PERMISSIONS["operations.decide"].roles])}::text[], ${JSON.stringify(items)}::jsonb)
         order by idx`,
  )) as unknown as Claim[];
  // After the wait: the distributor may have been suspended while this request stood behind the lock.
  const distributor = await readDistributor(ctx, distributorId);
  const claimed = decisions.filter((_, n) => claims[n]?.outcome === "claimed");
  const stored = await readStored(
    ctx,
    claimed.map((decision) => decision.operationId),
  );
  const endings = await endingsOf(ctx, distributor, claimed, stored);
  await finishOperations(ctx, [...endings.values()]);
  const late = await alreadyDecided(
    ctx,
    decisions.filter((_, n) => claims[n]?.outcome === "not-pending").map((d) => d.operationId),
  );
  for (const [n, decision] of decisions.entries()) {
    const outcome = claims[n]?.outcome;
    if (outcome !== "claimed" && outcome !== "recorded") continue;
    ctx.audit({
      action: decision.decision === "approve" ? "operation.approved" : "operation.rejected-by",
      subjectKind: "operation",
      subjectId: decision.operationId,
      detail: { revision: decision.revision, ...(decision.comment ? { comment: decision.comment } : {}) },
    });
  }
  return decisions.map(({ operationId }, n) => {
    const outcome = claims[n]?.outcome ?? "not-found";
    const ending = endings.get(operationId);
    if (outcome === "recorded") return { ok: true, value: { operationId, status: "pending", failure: null } };
    if (outcome === "claimed" && ending) return { ok: true, value: decided(operationId, ending) };
    const error =
      (outcome === "not-pending" && late.get(operationId)) ||
      new DomainError(REFUSALS[outcome] ?? "operations.not-found");
    auditRefused(ctx, operationId, error);
    return { ok: false, error };
  });
}

// As run() does for a single decision, whose refusal is thrown and takes this entry back with everything else: who tries to decide on their
// own operation among others leaves the same trace.
function auditRefused(ctx: Ctx, operationId: Id<"operation">, error: DomainError): void {
  if (!isAudited(error)) return;
  ctx.audit({
    action: "operation.decide.refused",
    subjectKind: "operation",
    subjectId: operationId,
    detail: { code: error.code, ...error.details },
  });
}

/**
 * One decision on one operation.
 * @throws DomainError `auth.forbidden`, `operations.reason-required`, `operations.not-found`, `operations.own-operation`, `operations.already-decided`,
 * `operations.not-pending`, `operations.revision-changed`, `operations.expired`, `operations.already-voted`
 */
export async function decideOperation(ctx: Ctx, decision: DecideOperation): Promise<DecidedOperation> {
  const [result] = await decideOperations(ctx, [decision]);
  if (!result) throw new Error("a decision had no outcome");
  if (!result.ok) throw result.error;
  return result.value;
}

function decided(operationId: Id<"operation">, ending: Ending): DecidedOperation {
  if (ending.status === "failed") return { operationId, status: "failed", failure: ending.failure };
  return { operationId, status: ending.status === "completed" ? "completed" : "rejected", failure: null };
}

async function endingsOf(
  ctx: Ctx,
  distributor: Distributor,
  claimed: readonly DecideOperation[],
  stored: ReadonlyMap<Id<"operation">, StoredOperation>,
): Promise<Map<Id<"operation">, Ending>> {
  const endings = new Map<Id<"operation">, Ending>();
  const approved: StoredOperation[] = [];
  for (const { operationId, decision } of claimed) {
    const operation = stored.get(operationId);
    if (!operation) throw new Error(`operation ${operationId} was claimed and cannot be read`);
    if (decision === "reject") endings.set(operationId, { operation, status: "rejected" });
    else approved.push(operation);
  }
  for (const [type, group] of groupBy(approved, (operation) => operation.type)) {
    const rechecks = await definitionOf(type).recheck(ctx, group, distributor);
    group.forEach((operation, n) => {
      const recheck = rechecks[n];
      if (!recheck) throw new Error(`operation ${operation.id} was not checked again`);
      endings.set(
        operation.id,
        distributor.status !== "active"
          ? { operation, status: "failed", failure: "organisations.distributor-suspended" }
          : recheck.ok
            ? { operation, status: "completed", to: recheck.to }
            : { operation, status: "failed", failure: recheck.code },
      );
    });
  }
  return endings;
}
