import type { OrganisationId } from "@/db/columns";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { type Organisation, readOrganisations, workplaceOf } from "@/lib/organisations";
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
import { inWords } from "./in-words";
import { definitionOf } from "./registry";
import type { Entry, Submit, SubmitOperation, SubmittedOperation } from "./submission";
import { alive, checkInputs, claimInputs, giveBack, insertOperations, placeHolds } from "./submission-steps";
import { readPolicies, takeLimits, takeWalletLimits } from "./take-limits";

/** Submissions of many makers and keys of one distributor, in one unit of work. Refusals as in {@link submitOperation}. */
export const submissions: SharedVerb<Submit, SubmittedOperation> = {
  name: "operation.submit",
  tries: () => ({ action: "operation.submit" }),
  work: submitAll,
};

/**
 * Makes a pending operation; its money is held when this returns, or, where a customer is asked first, once they agree.
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
    may(() => ({ index, by, input, works: workplaceOf(by) }), index, results),
  );
  const [first] = makers;
  if (!first) return results;
  // Who shares a unit works in one place.
  const workplace = (await readOrganisations(ctx, [first.works])).get(first.works);
  if (!workplace) throw new DomainError("organisations.distributor-not-found");
  const asks = makers.flatMap(({ index, by, input }) => may(() => ask(index, by, input, workplace), index, results));
  const organisations = await readAbout(ctx, workplace, asks);
  const entries = await claimKeys(
    ctx,
    asks.flatMap((asked) => may(() => begin(asked, organisations), asked.index, results)),
    results,
  );
  // Sent together, here and below: neither needs the other's answer. What is sent first is answered first: a limit speaks before a check.
  await Promise.all([claimInputs(ctx, entries), readPolicies(ctx, entries)]);
  await Promise.all([takeLimits(ctx, entries), checkInputs(ctx, entries)]);
  await takeWalletLimits(ctx, entries);
  await placeHolds(ctx, entries);
  await insertOperations(ctx, entries);
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

/** A request whose maker may make it, and whose operation it will be. */
type Ask = Pick<Entry, "index" | "by" | "request"> & { readonly about: OrganisationId };

function ask(index: number, by: Asker, input: Submit, { id, currency }: Organisation): Ask {
  const request = typeof input === "function" ? input({ by, currency }) : input;
  const definition = definitionOf(request.input.type);
  authorize(by, definition.submitPermission);
  return { index, by, request, about: definition.about(request.input) ?? id };
}

/** The organisations that requests are about; nearly always the one that all of their makers work for. */
async function readAbout(
  ctx: SharedCtx,
  workplace: Organisation,
  asks: readonly Ask[],
): Promise<Map<OrganisationId, Organisation>> {
  const others = [...new Set(asks.map(({ about }) => about))].filter((id) => id !== workplace.id);
  const found = others.length > 0 ? await readOrganisations(ctx, others) : new Map<OrganisationId, Organisation>();
  return found.set(workplace.id, workplace);
}

function begin({ about, ...asked }: Ask, organisations: ReadonlyMap<OrganisationId, Organisation>): Entry {
  const organisation = organisations.get(about);
  if (!organisation) throw new DomainError("organisations.distributor-not-found");
  const { feature } = definitionOf(asked.request.input.type);
  if (feature && organisation.kind === "distributor" && organisation.featuresOff.includes(feature)) {
    throw new DomainError("organisations.feature-off");
  }
  return { ...asked, organisation, operationId: newId("operation"), volumes: [] };
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
function announce(ctx: SharedCtx, { by, draft, digest, needs, operationId, organisation, request }: Entry): void {
  if (!draft || !digest || !needs) return;
  const { type } = request.input;
  ctx.audit({
    by,
    action: "operation.submitted",
    subjectKind: "operation",
    subjectId: operationId,
    organisation: organisation.id,
    detail: {
      type,
      ...inWords(draft.amount),
      source: request.source,
      approvals: needs.approvals,
      issuerApprovals: needs.issuers,
      ...(needs.policy === null ? {} : { policy: needs.policy }),
      digest: digest.toString("hex"),
    },
  });
  ctx.emit({ topic: "operation.submitted", payload: { operationId }, organisation: organisation.id });
  if (draft.asksConsent) {
    ctx.emit({ topic: "operation.consent-asked", payload: { operationId }, organisation: organisation.id });
  }
}
