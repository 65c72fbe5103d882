import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { operations, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { Distributor } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import type { KeyView } from "./key-view";
import { askedMandate } from "./mandate";
import { nextDay } from "./next-day";

/** The payload of a request for a key. */
export const newKeyPayload = askedMandate.extend({
  keyId: z.uuid().transform((id) => id as Id<"apiKey">),
  label: z.string(),
});

/** The most requests that a list shows. */
const AT_MOST = 200;

const keyOf = sql<Id<"apiKey">>`${operations.payload}->>'keyId'`;

type Type = "api-key-create" | "api-key-widen" | "api-keys-start";

const waiting = (ctx: Ctx, distributor: Distributor, type: Type) =>
  and(
    eq(operations.issuerId, ctx.scope.issuerId),
    eq(operations.organisationId, distributor.id),
    eq(operations.status, "pending"),
    eq(operations.type, type),
  );

/** Keys that are asked for and wait for a decision, newest first, at most 200; only the one of a key's id, where it is given. */
export async function readPendingKeys(ctx: Ctx, distributor: Distributor, keyId?: Id<"apiKey">): Promise<KeyView[]> {
  const rows = await ctx.tx
    .select({ operation: operations, maker: people.name })
    .from(operations)
    .innerJoin(people, eq(people.id, operations.makerId))
    .where(and(waiting(ctx, distributor, "api-key-create"), keyId === undefined ? undefined : eq(keyOf, keyId)))
    .orderBy(desc(operations.createdAt), desc(operations.id))
    .limit(AT_MOST);
  return rows.map((row) => toView(ctx, distributor, row));
}

/** How many keys are asked for and wait for a decision. */
export async function countPendingKeys(ctx: Ctx, distributor: Distributor): Promise<number> {
  return ctx.tx.$count(operations, waiting(ctx, distributor, "api-key-create"));
}

/** Of some keys the requests for more that wait for a decision, by key; the newest where there are several. */
export async function readWidenings(
  ctx: Ctx,
  distributor: Distributor,
  keys: readonly Id<"apiKey">[],
): Promise<ReadonlyMap<Id<"apiKey">, Id<"operation">>> {
  if (keys.length === 0) return new Map();
  const rows = await ctx.tx
    .selectDistinctOn([keyOf], { keyId: keyOf, id: operations.id })
    .from(operations)
    .where(and(waiting(ctx, distributor, "api-key-widen"), inArray(keyOf, [...keys])))
    .orderBy(keyOf, desc(operations.createdAt), desc(operations.id));
  return new Map(rows.map(({ keyId, id }) => [keyId, id]));
}

/** The newest request to let all keys work again that waits for a decision. */
export async function readPendingStart(ctx: Ctx, distributor: Distributor): Promise<Id<"operation"> | null> {
  const [row] = await ctx.tx
    .select({ id: operations.id })
    .from(operations)
    .where(waiting(ctx, distributor, "api-keys-start"))
    .orderBy(desc(operations.createdAt), desc(operations.id))
    .limit(1);
  return row?.id ?? null;
}

type Row = { readonly operation: typeof operations.$inferSelect; readonly maker: string };

function toView(ctx: Ctx, { currency, timeZone }: Distributor, { operation, maker }: Row): KeyView {
  const { keyId, label, maxAmount, maxDaily, ...asked } = newKeyPayload.parse(operation.payload);
  return {
    ...asked,
    id: keyId,
    label,
    state: "pending",
    currency,
    mayNow: [],
    maxAmountMinor: maxAmount === null ? null : BigInt(maxAmount),
    maxDailyMinor: maxDaily === null ? null : BigInt(maxDaily),
    secret: null,
    madeBy: { id: operation.makerId, name: maker },
    isOwn: ctx.principal.kind === "user" && ctx.principal.personId === operation.makerId,
    usedTodayMinor: 0n,
    resetsAt: nextDay(ctx.now, timeZone),
    lastUsedAt: null,
    lastUsedFrom: null,
    requestsToday: 0,
    createdAt: operation.createdAt,
    expiresAt: null,
    revealUntil: null,
    revoked: null,
    operationId: operation.id,
  };
}
