import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { DomainError, type ErrorCode, isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { readOrganisations } from "@/lib/organisations";
import {
  type Asked,
  type Asker,
  authorize,
  type Ctx,
  isAllowed,
  type Outcome,
  type SharedCtx,
  type SharedVerb,
  type UserPrincipal,
} from "@/lib/runtime";
import { alreadyDecided } from "./already-decided";
import { findEndings } from "./find-endings";
import { type Ending, finishOperations } from "./finish";
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

type Claim = {
  idx: number;
  outcome: string;
  organisation: OrganisationId | null;
  nth: number;
  in_place_of: Id<"person"> | null;
};

const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  "not-found": "operations.not-found",
  "not-pending": "operations.not-pending",
  forbidden: "auth.forbidden",
  own: "operations.own-operation",
  "about-yourself": "operations.about-yourself",
  revision: "operations.revision-changed",
  expired: "operations.expired",
  "already-voted": "operations.already-voted",
  "other-desk": "operations.waits-for-issuer",
  controlled: "operations.controlled-identity",
  suspended: "organisations.distributor-suspended",
  "consent-awaited": "operations.consent-awaited",
  "controlled-approver": "operations.controlled-approver",
  "maker-left": "operations.maker-left",
  "approver-left": "operations.approver-left",
  "step-up": "auth.step-up-required",
};

/** Decisions of many people of one organisation, in one unit of work. Refusals as in {@link decideOperation}. */
export const decisions: SharedVerb<DecideOperation, DecidedOperation> = {
  name: "operation.decide",
  tries: ({ operationId }) => ({ action: "operation.decide", subjectKind: "operation", subjectId: operationId }),
  work: decideAll,
};

/**
 * One decision on one operation. The claim comes first, in the same unit as the money: of many people at once exactly one decides, and the
 * others learn who (`operations.already-decided`).
 * @throws DomainError `auth.forbidden`, `operations.reason-required`, `operations.not-found`, `operations.own-operation`, `operations.about-yourself`, `operations.already-decided`,
 * `operations.not-pending`, `operations.revision-changed`, `operations.expired`, `operations.already-voted`, `operations.waits-for-issuer`,
 * `operations.consent-awaited`, `operations.controlled-identity`, `operations.controlled-approver`, `operations.maker-left`, `operations.approver-left`,
 * `organisations.distributor-suspended`, `auth.step-up-required` (`stepUp` in lib/identity comes first)
 */
export async function decideOperation(ctx: Ctx, decision: DecideOperation): Promise<DecidedOperation> {
  const [result] = await decideAll(ctx, [{ by: ctx, input: decision }]);
  if (!result) throw new Error("a decision had no outcome");
  if (!result.ok) throw result.error;
  return result.value;
}

type Decision = { readonly n: number; readonly by: Asker; readonly principal: UserPrincipal } & DecideOperation;

/** Locks: operations in id order, queued requests, limit counters, accounts (DESIGN §4). */
async function decideAll(
  ctx: SharedCtx,
  asked: readonly Asked<DecideOperation>[],
): Promise<Outcome<DecidedOperation>[]> {
  const results: Outcome<DecidedOperation>[] = [];
  const made = mayDecide(asked, results);
  const [first] = made;
  if (!first) return results;
  // Who shares a unit works in one place.
  const desk = first.principal.organisationId;
  const claims = await claim(ctx, desk, made);
  const claimed = made.filter((_, n) => claims[n]?.outcome === "claimed");
  const [organisations, stored] = await readClaimed(
    ctx,
    desk,
    claimed.map(({ operationId }) => operationId),
  );
  const endings = await findEndings(ctx, organisations, claimed, stored);
  await finishOperations(ctx, [...endings.values()]);
  const late = await alreadyDecided(
    ctx,
    made.filter((_, n) => claims[n]?.outcome === "not-pending").map(({ operationId }) => operationId),
  );
  made.forEach((decision, n) => {
    const { operationId } = decision;
    const outcome = claims[n]?.outcome ?? "not-found";
    const ending = endings.get(operationId);
    const { organisation = null, nth = 1, in_place_of: inPlaceOf = null } = claims[n] ?? {};
    if (organisation && (outcome === "claimed" || outcome === "recorded")) {
      auditDecision(ctx, decision, { organisation, nth, inPlaceOf });
    }
    if (outcome === "recorded") {
      results[decision.n] = { ok: true, value: { operationId, status: "pending", failure: null } };
    } else if (outcome === "claimed" && ending) {
      results[decision.n] = { ok: true, value: decided(operationId, ending) };
    } else {
      const why = outcome === "not-pending" ? late.get(operationId) : undefined;
      results[decision.n] = {
        ok: false,
        error: why ?? new DomainError(REFUSALS[outcome] ?? "operations.not-found"),
      };
    }
  });
  return results;
}

/** Decisions of people who may decide, with a reason where one is due. The others have their outcome in `results`. */
function mayDecide(asked: readonly Asked<DecideOperation>[], results: Outcome<DecidedOperation>[]): Decision[] {
  return asked.flatMap(({ by, input }, n) => {
    try {
      // Which of the two an operation needs is asked in the statement that claims it.
      if (!isAllowed(by.principal, "people.decide")) authorize(by, "operations.decide");
      if (input.decision === "reject" && !input.comment?.trim()) throw new DomainError("operations.reason-required");
      if (by.principal.kind !== "user") throw new DomainError("auth.forbidden");
      return [{ n, by, principal: by.principal, ...input }];
    } catch (error) {
      if (!isDomainError(error)) throw error;
      results[n] = { ok: false, error };
      return [];
    }
  });
}

async function claim(ctx: SharedCtx, desk: OrganisationId, made: readonly Decision[]): Promise<Claim[]> {
  const items = made.map(({ operationId, revision, digest, decision, comment, principal }) => ({
    operation: operationId,
    revision,
    digest,
    decision,
    comment,
    person: principal.personId,
    session: principal.sessionId,
    proof: principal.sessionProof,
  }));
  return (await ctx.tx.execute(
    sql`select idx, outcome, organisation, nth, in_place_of from operations_claim(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${desk}::uuid,
          ${JSON.stringify(items)}::jsonb) order by idx`,
  )) as unknown as Claim[];
}

/** What was claimed, and whose it is; at a distributor's desk both are asked in one flight. */
async function readClaimed(ctx: SharedCtx, desk: OrganisationId, ids: readonly Id<"operation">[]) {
  if (desk !== ctx.scope.issuerId) return Promise.all([readOrganisations(ctx, [desk]), readStored(ctx, ids)]);
  const stored = await readStored(ctx, ids);
  const owners = [...new Set([...stored.values()].map(({ organisationId }) => organisationId))];
  return [await readOrganisations(ctx, owners), stored] as const;
}

function auditDecision(
  ctx: SharedCtx,
  { by, principal, operationId, decision, ...said }: Decision,
  { organisation, nth, inPlaceOf }: { organisation: OrganisationId; nth: number; inPlaceOf: Id<"person"> | null },
): void {
  ctx.audit({
    by,
    action: decision === "approve" ? "operation.approved" : "operation.rejected-by",
    subjectKind: "operation",
    subjectId: operationId,
    organisation,
    detail: {
      revision: said.revision,
      digest: said.digest,
      session: principal.sessionId,
      desk: principal.organisationId,
      // Only of who has taken an approval back and decides again.
      ...(nth > 1 ? { nth } : {}),
      ...(inPlaceOf ? { for: inPlaceOf } : {}),
      ...(said.comment ? { comment: said.comment } : {}),
    },
  });
}

function decided(operationId: Id<"operation">, ending: Ending): DecidedOperation {
  if (ending.status === "failed") return { operationId, status: "failed", failure: ending.failure };
  return { operationId, status: ending.status === "completed" ? "completed" : "rejected", failure: null };
}
