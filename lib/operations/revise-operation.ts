import { sql } from "drizzle-orm";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { giveBackDailyVolume } from "@/lib/limits";
import { readOrganisations } from "@/lib/organisations";
import {
  authorize,
  type Ctx,
  claimIdempotencyKeys,
  type IdempotentRequest,
  storeIdempotencyKeys,
  type UserPrincipal,
} from "@/lib/runtime";
import { alreadyDecided } from "./already-decided";
import { inWords } from "./in-words";
import { readOperation } from "./read-operation";
import { draftRevision, isSame } from "./revision";
import type { Changes } from "./revision-changes";
import { readStored } from "./stored";
import type { Entry } from "./submission";
import { toRevisionRow } from "./submission-row";
import { placeHold } from "./submission-steps";
import { volumesOf } from "./take-limits";
import type { OperationView } from "./view";

/** What a pending operation shall say instead. `revision` is the one that the maker saw; `idempotency` is null where no key was named. */
export type ReviseOperation = {
  readonly operationId: Id<"operation">;
  readonly revision: number;
  readonly changes: Changes;
  readonly idempotency: IdempotentRequest | null;
};

const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  suspended: "organisations.distributor-suspended",
  "not-maker": "operations.not-maker",
  "not-revisable": "operations.not-revisable",
  forbidden: "auth.forbidden",
  revision: "operations.revision-changed",
  expired: "operations.expired",
};

/**
 * The maker changes a pending operation that was made on screen: its next revision. What it said stays on record, approvals given so far count no
 * more, its money and its volume are freed and taken anew. Locks: the operation, limit counters, accounts (DESIGN §4).
 * @throws DomainError `operations.not-found`, `operations.not-maker`, `operations.not-revisable`, `operations.already-decided`, `operations.not-pending`,
 * `operations.revision-changed`, `operations.expired`, `operations.nothing-changed`, and as `submitOperation`
 */
export async function reviseOperation(ctx: Ctx, asked: ReviseOperation): Promise<void> {
  authorize(ctx, "operations.revise");
  const { principal } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  const { operationId, changes, idempotency } = asked;
  const [key] = await claimIdempotencyKeys(ctx, [idempotency]);
  if (key?.kind === "refused") throw key.error;
  if (key?.kind === "replay") return;
  await claim(ctx, principal, asked);
  const before = await readOperation(ctx, operationId);
  const organisation = (await readOrganisations(ctx, [before.organisationId])).get(before.organisationId);
  const stored = (await readStored(ctx, [operationId])).get(operationId);
  if (!organisation || !stored) throw new Error(`operation ${operationId} was claimed and cannot be read`);
  await giveBackDailyVolume(ctx, volumesOf(stored));
  const entry = await draftRevision(ctx, before, organisation, changes);
  if (isSame(before, entry)) throw new DomainError("operations.nothing-changed");
  await placeHold(ctx, entry, stored.holdId ? [{ kind: "release", hold: stored.holdId }] : []);
  if (entry.error) throw entry.error;
  await write(ctx, principal, asked, entry);
  if (idempotency) storeIdempotencyKeys(ctx, [{ request: idempotency, operationId }]);
  announce(ctx, before, entry);
}

const who = (
  { organisationId, personId, sessionId, sessionProof }: UserPrincipal,
  { operationId, revision }: ReviseOperation,
) =>
  sql`${organisationId}::uuid, ${operationId}::uuid, ${revision}::int, ${personId}::uuid, ${sessionId}::uuid, decode(${sessionProof}, 'hex')`;

async function claim(ctx: Ctx, principal: UserPrincipal, asked: ReviseOperation): Promise<void> {
  const [claimed] = (await ctx.tx.execute(
    sql`select operations_claim_revision(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${who(principal, asked)}) as outcome`,
  )) as unknown as { outcome: string }[];
  if (claimed?.outcome !== "claimed") throw await whyNot(ctx, asked.operationId, claimed?.outcome);
}

// The session is asked again, after every wait.
async function write(ctx: Ctx, principal: UserPrincipal, asked: ReviseOperation, entry: Entry): Promise<void> {
  const row = JSON.stringify(toRevisionRow(ctx, entry));
  const [written] = (await ctx.tx.execute(
    sql`select outcome, approvals, issuers, policy
          from operations_revise(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${who(principal, asked)}, ${row}::jsonb)`,
  )) as unknown as (NonNullable<Entry["needs"]> & { outcome: string })[];
  if (written?.outcome !== "revised") throw await whyNot(ctx, asked.operationId, written?.outcome);
  entry.needs = { approvals: written.approvals, issuers: written.issuers, policy: written.policy };
}

async function whyNot(ctx: Ctx, operationId: Id<"operation">, outcome = ""): Promise<DomainError> {
  const late = outcome === "not-pending" ? (await alreadyDecided(ctx, [operationId])).get(operationId) : null;
  return late ?? new DomainError(REFUSALS[outcome] ?? "operations.not-found");
}

function announce(ctx: Ctx, before: OperationView, { draft, digest, needs, operationId }: Entry): void {
  if (!needs) throw new Error(`operation ${operationId} was revised and needs nobody`);
  ctx.audit({
    action: "operation.revised",
    subjectKind: "operation",
    subjectId: operationId,
    organisation: before.organisationId,
    detail: {
      type: before.type,
      ...inWords(draft?.amount ?? null),
      revision: before.revision + 1,
      approvals: needs.approvals,
      issuerApprovals: needs.issuers,
      ...(needs.policy === null ? {} : { policy: needs.policy }),
      digest: digest?.toString("hex"),
      before: { ...inWords(before.amount), counterparty: before.counterparty.id },
    },
  });
  ctx.emit({ topic: "operation.revised", payload: { operationId }, organisation: before.organisationId });
}
