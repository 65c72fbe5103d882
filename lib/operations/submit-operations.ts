import { isDomainError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { type Distributor, ownDistributor, readDistributor } from "@/lib/organisations";
import {
  type Asked,
  type Asker,
  authorize,
  type Ctx,
  claimIdempotencyKeys,
  type Outcome,
  type SharedCtx,
  type SharedVerb,
  storeIdempotencyKeys,
} from "@/lib/runtime";
import { definitionOf } from "./registry";
import type { Entry, Submit, SubmitOperation, SubmittedOperation } from "./submission";
import {
  alive,
  checkInputs,
  claimInputs,
  giveBack,
  insertOperations,
  placeHolds,
  takeLimits,
} from "./submission-steps";

/** Submissions of many makers and keys of one distributor, in one unit of work. Refusals as in {@link submitOperation}. */
export const submissions: SharedVerb<Submit, SubmittedOperation> = {
  name: "operation.submit",
  tries: () => ({ action: "operation.submit" }),
  work: submitAll,
};

/**
 * Makes a pending operation; its money is held when this returns.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`, `organisations.*`, `wallets.*`, `limits.*`, `ledger.*`, `idempotency.*`,
 * `operations.fulfilment-id-used`
 */
export async function submitOperation(ctx: Ctx, request: SubmitOperation): Promise<SubmittedOperation> {
  const [result] = await submitAll(ctx, [{ by: ctx, input: request }]);
  if (!result) throw new Error("a submission had no outcome");
  if (!result.ok) throw result.error;
  return result.value;
}

/**
 * Makes pending operations, each with its own outcome. One statement holds all the money. Locks: queued requests, limit counters, ledger
 * accounts (DESIGN §4).
 * @throws DomainError `operations.fulfilment-id-used`: found by a unique index, it ends the whole set, to be repeated one by one
 */
async function submitAll(ctx: SharedCtx, asked: readonly Asked<Submit>[]): Promise<Outcome<SubmittedOperation>[]> {
  const results: Outcome<SubmittedOperation>[] = [];
  const makers = asked.flatMap(({ by, input }, index) =>
    may(() => ({ index, by, input, works: ownDistributor(by) }), index, results),
  );
  const [first] = makers;
  if (!first) return results;
  const distributor = await readDistributor(ctx, first.works);
  const entries = await claimKeys(
    ctx,
    makers.flatMap(({ index, by, input }) => may(() => begin(index, by, input, distributor), index, results)),
    results,
  );
  await claimInputs(ctx, distributor, entries);
  // Sent together: neither needs the other's answer.
  await Promise.all([takeLimits(ctx, distributor, entries), checkInputs(ctx, distributor, entries)]);
  await placeHolds(ctx, distributor, entries);
  await insertOperations(ctx, distributor, entries);
  await giveBack(ctx, entries);
  storeIdempotencyKeys(
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
    if (!entry.error) announce(ctx, entry);
  }
  return results;
}

/** What some work says of one item, or its refusal as the item's outcome. */
function may<T>(work: () => T, index: number, results: Outcome<SubmittedOperation>[]): T[] {
  try {
    return [work()];
  } catch (error) {
    if (!isDomainError(error)) throw error;
    results[index] = { ok: false, error };
    return [];
  }
}

function begin(index: number, by: Asker, input: Submit, { currency }: Distributor): Entry {
  const request = typeof input === "function" ? input({ by, currency }) : input;
  authorize(by, definitionOf(request.input.type).submitPermission);
  return { index, by, request, operationId: newId("operation") };
}

/** Leaves what was not made before. */
async function claimKeys(
  ctx: SharedCtx,
  entries: readonly Entry[],
  results: Outcome<SubmittedOperation>[],
): Promise<Entry[]> {
  const keys = await claimIdempotencyKeys(
    ctx,
    entries.map(({ request }) => request.idempotency),
  );
  return entries.filter(({ index }, n) => {
    const key = keys[n];
    if (key?.kind === "replay") results[index] = { ok: true, value: { operationId: key.operationId, replayed: true } };
    else if (key?.kind === "refused") results[index] = { ok: false, error: key.error };
    return key?.kind === "fresh";
  });
}

// What the checker reads stands in the chain by its digest, so that nobody can change both afterwards (lib/verification).
function announce(ctx: SharedCtx, { by, draft, digest, operationId, request }: Entry): void {
  if (!draft || !digest) return;
  ctx.audit({
    by,
    action: "operation.submitted",
    subjectKind: "operation",
    subjectId: operationId,
    detail: {
      type: request.input.type,
      amount: formatAmount(draft.amount),
      currency: draft.amount.currency,
      source: request.source,
      approvals: definitionOf(request.input.type).approvalsNeeded,
      digest: digest.toString("hex"),
    },
  });
  ctx.emit({ topic: "operation.submitted", payload: { operationId }, organisation: by.principal.organisationId });
}
