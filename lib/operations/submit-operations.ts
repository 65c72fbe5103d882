import type { OrganisationId } from "@/db/columns";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { type Organisation, readOrganisations, workplaceOf } from "@/lib/organisations";
import {
  type Asked,
  type Asker,
  authorize,
  Closing,
  type Ctx,
  claimIdempotencyKeys,
  type Done,
  type Outcome,
  outcomesOf,
  type SharedCtx,
  type SharedVerb,
} from "@/lib/runtime";
import { makeOperations } from "./make-operations";
import { definitionOf } from "./registry";
import type { Entry, Submit, SubmitOperation, SubmittedOperation } from "./submission";
import { checkInputs, claimInputs, unclaimRefused } from "./submission-steps";
import { readPolicies, refuseTooMuch } from "./take-limits";

/** Submissions of many makers and keys of one distributor, in one unit of work. Refusals as in {@link submitOperation}. */
export const submissions: SharedVerb<Submit, SubmittedOperation> = {
  name: "operation.submit",
  tries: () => ({ action: "operation.submit" }),
  work: submitAll,
};

/**
 * Makes a pending operation; its money is held when this returns, or, where a customer is asked first, once they agree.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`, `organisations.*`, `wallets.*`, `limits.*`, `ledger.*`, `idempotency.*`,
 * `operations.fulfilment-id-used`, `operations.reference-used`
 */
export async function submitOperation(ctx: Ctx, request: SubmitOperation): Promise<SubmittedOperation> {
  const [result] = await outcomesOf(submitAll(ctx, [{ by: ctx, input: request }]));
  if (!result) throw new Error("a submission had no outcome");
  if (!result.ok) throw result.error;
  return result.value;
}

/**
 * Makes pending operations, each with its own outcome. One statement makes them all. Locks: queued requests, limit counters, ledger accounts, the
 * chain of the audit (DESIGN §4).
 * @throws DomainError as `makeOperations`: what ends the whole set, to be repeated one by one
 */
async function submitAll(ctx: SharedCtx, asked: readonly Asked<Submit>[]): Promise<Done<SubmittedOperation>> {
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
  // Sent together: neither needs the other's answer.
  await Promise.all([claimInputs(ctx, entries), readPolicies(ctx, entries)]);
  refuseTooMuch(entries);
  await checkInputs(ctx, entries);
  const made = makeOperations(ctx, entries);
  const told = () => {
    for (const { error, index, operationId } of entries) {
      results[index] = error ? { ok: false, error } : { ok: true, value: { operationId, replayed: false } };
    }
    return results;
  };
  // Nothing is left to do but to hear that it was done: the locks of a busy float last no longer than the statement.
  if (!entries.some(({ request }) => definitionOf(request.input.type).unclaim)) {
    return new Closing(made.then(told));
  }
  await made;
  await unclaimRefused(ctx, entries);
  return told();
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
  return { ...asked, organisation, operationId: newId("operation") };
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
