import type { DomainError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { ownDistributor, readDistributor } from "@/lib/organisations";
import { authorize, type Ctx, claimIdempotencyKeys, type Outcome, storeIdempotencyKeys } from "@/lib/runtime";
import { definitionOf } from "./registry";
import type { Entry, SubmitOperation, SubmittedOperation } from "./submission";
import {
  alive,
  checkInputs,
  claimInputs,
  giveBack,
  insertOperations,
  placeHolds,
  takeLimits,
} from "./submission-steps";

type Result = Outcome<SubmittedOperation, DomainError>;

/**
 * Makes pending operations, each with its own outcome; their money is held when this returns. One statement holds all the money.
 * Locks: queued requests, limit counters, ledger accounts (DESIGN §4).
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`, `organisations.distributor-not-found`,
 * `operations.fulfilment-id-used` (found by a unique index: it ends the whole set, to be repeated one by one)
 */
export async function submitOperations(ctx: Ctx, requests: readonly SubmitOperation[]): Promise<Result[]> {
  for (const type of new Set(requests.map((request) => request.input.type))) {
    authorize(ctx, definitionOf(type).submitPermission);
  }
  const distributor = await readDistributor(ctx, ownDistributor(ctx));
  const results: Result[] = [];
  const entries: Entry[] = [];
  const keys = await claimIdempotencyKeys(
    ctx,
    requests.map((request) => request.idempotency),
  );
  requests.forEach((request, index) => {
    const key = keys[index];
    if (key?.kind === "replay") results[index] = { ok: true, value: { operationId: key.operationId, replayed: true } };
    else if (key?.kind === "refused") results[index] = { ok: false, error: key.error };
    else entries.push({ index, request, operationId: newId("operation") });
  });
  await claimInputs(ctx, distributor, entries);
  await takeLimits(ctx, distributor, entries);
  await checkInputs(ctx, distributor, entries);
  await placeHolds(ctx, distributor, entries);
  await insertOperations(ctx, distributor, entries);
  await giveBack(ctx, entries);
  await storeIdempotencyKeys(
    ctx,
    alive(entries).flatMap((entry) => {
      const request = entry.request.idempotency;
      return request ? [{ request, operationId: entry.operationId }] : [];
    }),
  );
  for (const entry of entries) {
    results[entry.index] = entry.error
      ? { ok: false, error: entry.error }
      : { ok: true, value: { operationId: entry.operationId, replayed: false } };
    if (!entry.error) auditSubmitted(ctx, entry);
  }
  return results;
}

/**
 * Makes one pending operation.
 * @throws DomainError its refusal, see {@link submitOperations}
 */
export async function submitOperation(ctx: Ctx, request: SubmitOperation): Promise<SubmittedOperation> {
  const [result] = await submitOperations(ctx, [request]);
  if (!result) throw new Error("a submission had no outcome");
  if (!result.ok) throw result.error;
  return result.value;
}

function auditSubmitted(ctx: Ctx, entry: Entry): void {
  const { draft } = entry;
  if (!draft) return;
  ctx.audit({
    action: "operation.submitted",
    subjectKind: "operation",
    subjectId: entry.operationId,
    detail: { type: entry.request.input.type, amount: formatAmount(draft.amount), currency: draft.amount.currency },
  });
  ctx.emit({ topic: "operation.submitted", payload: { operationId: entry.operationId } });
}
