import { groupBy } from "@/lib/kernel/groups";
import { applyMovements, type ReleaseMovement } from "@/lib/ledger";
import type { SharedCtx } from "@/lib/runtime";
import { holdFor, notHeld } from "./make-operations";
import { definitionOf } from "./registry";
import { findSpoilt } from "./spoilt";
import type { Entry } from "./submission";

async function byType(entries: readonly Entry[], work: (type: string, group: Entry[]) => Promise<void>): Promise<void> {
  const groups = groupBy(
    entries.filter(({ error }) => !error),
    (entry) => entry.request.input.type,
  );
  for (const [type, group] of groups) await work(type, group);
}

/** Takes what only one operation may have: queued requests, locked first. */
export async function claimInputs(ctx: SharedCtx, entries: readonly Entry[]): Promise<void> {
  await byType(entries, async (type, group) => {
    const outcomes = await definitionOf(type).claim(
      ctx,
      group.map((entry) => submission(entry)),
    );
    group.forEach((entry, n) => {
      const outcome = outcomes[n];
      if (outcome?.ok) entry.claim = outcome.value;
      else if (outcome) entry.error = outcome.error;
    });
  });
}

function submission({ operationId, by, organisation, request: { input } }: Entry) {
  return { operationId, by, organisation, input };
}

/** Resolves the other side of each. */
export async function checkInputs(ctx: SharedCtx, entries: readonly Entry[]): Promise<void> {
  await byType(entries, async (type, group) => {
    const items = group.map((entry) => ({ ...submission(entry), claim: entry.claim }));
    const outcomes = await definitionOf(type).check(ctx, items);
    group.forEach((entry, n) => {
      const outcome = outcomes[n];
      if (outcome?.ok) entry.draft = outcome.value;
      else if (outcome) entry.error = outcome.error;
    });
  });
}

/** Holds the money of one in one statement, once what `freed` says is free. */
export async function placeHold(ctx: SharedCtx, entry: Entry, freed: readonly ReleaseMovement[] = []): Promise<void> {
  const hold = holdFor(entry);
  const answers = await applyMovements(ctx, hold ? [...freed, hold] : freed);
  if (answers.some(({ outcome }, n) => n < freed.length && outcome !== "ok"))
    throw new Error("a hold could not be freed");
  const outcome = hold ? answers[freed.length]?.outcome : "ok";
  if (outcome !== "ok") entry.error = notHeld(entry, outcome ?? null);
}

/**
 * A refusal among many leaves nothing behind: its request goes back into the queue.
 * @throws DomainError the refusal of one that lacked what another gives back: it ends the whole set, to be repeated one by one
 */
export async function unclaimRefused(ctx: SharedCtx, entries: readonly Entry[]): Promise<void> {
  const spoilt = findSpoilt(entries);
  if (spoilt?.error) throw spoilt.error;
  const refused = entries.filter((entry) => entry.error);
  for (const [type, group] of groupBy(refused, (entry) => entry.request.input.type)) {
    await definitionOf(type).unclaim?.(
      ctx,
      group.flatMap((entry) => (entry.claim ? [entry.claim] : [])),
    );
  }
}
