import { sql } from "drizzle-orm";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { type HoldMovement, toItem } from "@/lib/ledger";
import { toTakeItem } from "@/lib/limits";
import { actorOf, databaseError, isUniqueViolation, type SharedCtx } from "@/lib/runtime";
import { digestOf } from "./digest";
import { inWords } from "./in-words";
import { definitionOf } from "./registry";
import type { Entry } from "./submission";
import { toRow } from "./submission-row";
import { type Taking, takingsOf } from "./take-limits";

type Became = NonNullable<Entry["needs"]> & {
  readonly entry: number;
  readonly refused_by: "limit" | "hold" | "rules" | null;
  readonly outcome: string | null;
  readonly subject: string | null;
};

const NOT_MADE: Readonly<Record<string, ErrorCode>> = {
  forbidden: "auth.forbidden",
  "distributor-suspended": "organisations.distributor-suspended",
};

/**
 * Makes pending operations in one statement, after every wait: takes their volume from limits, holds their money, writes them with their idempotency
 * keys, events and audit (db/functions/075_operations_make.sql). Each entry gets its error, or what the database chose for it. What a check has refused
 * already takes nothing; its limits speak first all the same.
 * @throws DomainError `operations.fulfilment-id-used`, `operations.reference-used`: found by a unique index, they end the whole set; `runtime.internal`
 * where one was refused for want of what another gives back: such a set is to be repeated one by one
 */
export async function makeOperations(ctx: SharedCtx, entries: readonly Entry[]): Promise<void> {
  const asked = entries.map((entry) => ({ entry, takings: takingsOf(ctx, entry) }));
  const takes = asked.flatMap(({ entry, takings }, n) =>
    takings.map(({ take }) => ({ ...toTakeItem(take), entry: n, ...(entry.error ? { probe: true } : {}) })),
  );
  const making = asked.flatMap(({ entry }, n) => (entry.error ? [] : [{ entry, n }]));
  if (takes.length + making.length === 0) return;
  const holds = making.flatMap(({ entry, n }) => {
    const movement = holdFor(entry);
    return movement ? [{ ...toItem(movement), entry: n }] : [];
  });
  const rows = making.map(({ entry, n }) => ({ ...rowOf(ctx, entry), entry: n }));
  for (const { entry, refused_by: by, outcome, subject, ...needs } of await send(ctx, entries, {
    takes,
    holds,
    rows,
  })) {
    const one = asked[entry];
    if (!one) throw new Error("an answer about no operation that was asked for");
    if (by === null) one.entry.needs = needs;
    else if (by === "limit") one.entry.error = passed(one.takings, subject, outcome);
    else if (by === "hold") one.entry.error = notHeld(one.entry, outcome);
    else one.entry.error = new DomainError(NOT_MADE[outcome ?? ""] ?? "auth.forbidden");
  }
  if (making.some(({ entry }) => !entry.error && !entry.needs))
    throw new Error("an operation was made without an answer");
}

async function send(
  ctx: SharedCtx,
  entries: readonly Entry[],
  { takes, holds, rows }: Readonly<Record<"takes" | "holds" | "rows", readonly object[]>>,
): Promise<Became[]> {
  try {
    return (await ctx.tx.execute(
      sql`select entry, refused_by, outcome, subject, approvals, issuers, policy
            from operations_make(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${JSON.stringify(takes)}::jsonb,
                                 ${JSON.stringify(holds)}::jsonb, ${JSON.stringify(rows)}::jsonb)`,
    )) as unknown as Became[];
  } catch (error) {
    const used = entries.map(({ request }) => definitionOf(request.input.type).referenceUsed).find(Boolean);
    if (used && isUniqueViolation(error, "operations_reference")) throw new DomainError(used, { cause: error });
    if (databaseError(error)?.code === "PU010") throw new DomainError("runtime.internal", { cause: error });
    throw error;
  }
}

/** What an entry's money is held by, its id on the entry; null where nothing is held, or a queued request's already is. */
export function holdFor(entry: Entry): HoldMovement | null {
  const { draft, operationId, organisation } = entry;
  if (!draft?.amount || !draft.holding) return null;
  if ("hold" in draft.holding) {
    entry.hold = draft.holding.hold;
    return null;
  }
  entry.hold = newId("hold");
  return {
    kind: "hold",
    hold: entry.hold,
    account: draft.holding.account,
    amount: draft.amount,
    heldFor: operationId,
    organisation: organisation.id,
  };
}

/** Why money was not held, in the words of the operation. */
export function notHeld({ draft, request }: Entry, outcome: string | null): DomainError {
  if (outcome !== "insufficient") return new DomainError("ledger.account-closed");
  return draft?.short ?? new DomainError(definitionOf(request.input.type).insufficient ?? "ledger.account-closed");
}

function passed(takings: readonly Taking[], subject: string | null, outcome: string | null): DomainError {
  const taking = takings.find(({ take }) => take.subject === subject);
  if (!taking) throw new Error("a limit that nobody asked for was passed");
  return new DomainError(taking.passed[outcome === "exceeded-week" ? "week" : "day"]);
}

function rowOf(ctx: SharedCtx, entry: Entry): Record<string, unknown> {
  const { by, draft, hold, operationId, organisation, policy, request } = entry;
  if (!draft || (draft.holding && !hold)) throw new Error("an operation without a draft or a hold");
  const definition = definitionOf(request.input.type);
  const { idempotency: named } = request;
  return {
    ...toRow(ctx, {
      operationId,
      by,
      definition,
      organisation,
      draft,
      hold: hold ?? null,
      line: request.line ?? null,
      digest: digestOf(definition.type, definition.version, 1, draft),
      policySeen: policy === undefined ? null : (policy?.version ?? 0),
    }),
    actor: actorOf(by.principal),
    request_id: by.requestId,
    ...(by.address === null ? {} : { address: by.address }),
    said: inWords(draft.amount),
    event_id: newId("event"),
    ...(draft.asksConsent ? { consent_event_id: newId("event") } : {}),
    ...(named && {
      key: named.key,
      key_surface: named.surface,
      key_organisation: named.organisation,
      key_hash: named.requestHash.toString("hex"),
    }),
  };
}
