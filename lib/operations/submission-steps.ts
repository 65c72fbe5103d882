import { sql } from "drizzle-orm";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import { groupBy } from "@/lib/kernel/groups";
import { newId } from "@/lib/kernel/ids";
import { applyMovements, type ReleaseMovement } from "@/lib/ledger";
import { giveBackDailyVolume } from "@/lib/limits";
import { isUniqueViolation, type SharedCtx } from "@/lib/runtime";
import { digestOf } from "./digest";
import { definitionOf } from "./registry";
import { findSpoilt } from "./spoilt";
import type { Entry } from "./submission";
import { toRow } from "./submission-row";

/** The submissions that nothing has refused yet. */
export function alive(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => !entry.error);
}

async function byType(entries: readonly Entry[], work: (type: string, group: Entry[]) => Promise<void>): Promise<void> {
  const groups = groupBy(alive(entries), (entry) => entry.request.input.type);
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
      // What its limit said comes first.
      else if (outcome) entry.error ??= outcome.error;
    });
  });
}

/** Holds the money of all in one statement, once what `freed` says is free. */
export async function placeHolds(
  ctx: SharedCtx,
  entries: readonly Entry[],
  freed: readonly ReleaseMovement[] = [],
): Promise<void> {
  const placing = alive(entries).flatMap((entry) => {
    const holding = entry.draft?.holding;
    if (!entry.draft?.amount || !holding) return [];
    if ("hold" in holding) {
      entry.hold = holding.hold;
      return [];
    }
    const hold = newId("hold");
    const movement = {
      kind: "hold",
      hold,
      account: holding.account,
      amount: entry.draft.amount,
      heldFor: entry.operationId,
      organisation: entry.organisation.id,
    } as const;
    return [{ entry, movement }];
  });
  const answers = await applyMovements(ctx, [...freed, ...placing.map(({ movement }) => movement)]);
  const outcomes = answers.slice(freed.length);
  if (answers.some(({ outcome }, n) => n < freed.length && outcome !== "ok"))
    throw new Error("a hold could not be freed");
  placing.forEach(({ entry, movement }, n) => {
    if (outcomes[n]?.outcome === "ok") {
      entry.hold = movement.hold;
      entry.placed = true;
    } else {
      const isShort = outcomes[n]?.outcome === "insufficient";
      const why = isShort ? definitionOf(entry.request.input.type).insufficient : null;
      entry.error = (isShort && entry.draft?.short) || new DomainError(why ?? "ledger.account-closed");
    }
  });
}

type Inserted = NonNullable<Entry["needs"]> & { readonly outcome: string };

const NOT_INSERTED: Readonly<Record<string, ErrorCode>> = {
  forbidden: "auth.forbidden",
  "distributor-suspended": "organisations.distributor-suspended",
};

/** Writes the pending operations, after every wait: the maker may still act, the distributor is active. @throws DomainError `operations.fulfilment-id-used`, `operations.reference-used` */
export async function insertOperations(ctx: SharedCtx, entries: readonly Entry[]): Promise<void> {
  const inserting = alive(entries);
  if (inserting.length === 0) return;
  const rows = inserting.map((entry) => {
    const { draft, hold } = entry;
    if (!draft || (draft.holding && !hold)) throw new Error("an operation without a draft or a hold");
    const definition = definitionOf(entry.request.input.type);
    const digest = digestOf(definition.type, definition.version, 1, draft);
    entry.digest = digest;
    return toRow(ctx, {
      operationId: entry.operationId,
      by: entry.by,
      definition,
      organisation: entry.organisation,
      draft,
      hold: hold ?? null,
      source: entry.request.source,
      line: entry.request.line ?? null,
      digest,
      policySeen: entry.policy === undefined ? null : (entry.policy?.version ?? 0),
    });
  });
  let outcomes: Inserted[];
  try {
    outcomes = (await ctx.tx.execute(
      sql`select outcome, approvals, issuers, policy from operations_submit(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${JSON.stringify(rows)}::jsonb) order by idx`,
    )) as unknown as Inserted[];
  } catch (error) {
    const used = inserting.map(({ request }) => definitionOf(request.input.type).referenceUsed).find(Boolean);
    if (used && isUniqueViolation(error, "operations_reference")) throw new DomainError(used, { cause: error });
    throw error;
  }
  inserting.forEach((entry, n) => {
    const answer = outcomes[n];
    if (!answer) throw new Error("an operation was inserted without an outcome");
    const code = NOT_INSERTED[answer.outcome];
    if (code) entry.error = new DomainError(code);
    else entry.needs = answer;
  });
}

/**
 * A refusal among many leaves nothing behind: its request goes back into the queue, its volume and its hold are given back.
 * @throws DomainError the refusal of one that lacked what another gives back: it ends the whole set, to be repeated one by one
 */
export async function giveBack(ctx: SharedCtx, entries: readonly Entry[]): Promise<void> {
  const spoilt = findSpoilt(entries);
  if (spoilt?.error) throw spoilt.error;
  const refused = entries.filter((entry) => entry.error);
  for (const [type, group] of groupBy(refused, (entry) => entry.request.input.type)) {
    await definitionOf(type).unclaim(
      ctx,
      group.flatMap((entry) => (entry.claim ? [entry.claim] : [])),
    );
  }
  await giveBackDailyVolume(
    ctx,
    refused.flatMap(({ volumes }) => volumes),
  );
  await applyMovements(
    ctx,
    refused.flatMap((entry) => (entry.placed && entry.hold ? [{ kind: "release", hold: entry.hold } as const] : [])),
  );
}
