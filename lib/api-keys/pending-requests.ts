import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { operations, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { Distributor } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import type { KeyView } from "./key-view";
import { askedMandate } from "./mandate";
import { nextDay } from "./next-day";

/** What is asked for a distributor's keys and waits for a decision. */
export type PendingRequests = {
  readonly keys: readonly KeyView[];
  /** Requests for more, by key; the newest where there are several. */
  readonly widenings: ReadonlyMap<Id<"apiKey">, Id<"operation">>;
  /** The request to let all keys work again. */
  readonly start: Id<"operation"> | null;
};

/** The payload of a request for a key. */
export const newKeyPayload = askedMandate.extend({
  keyId: z.uuid().transform((id) => id as Id<"apiKey">),
  label: z.string(),
});

const aboutKey = newKeyPayload.pick({ keyId: true });
const TYPES = ["api-key-create", "api-key-widen", "api-keys-start"];

/** Reads them; what waits is in the order in which it was asked for, newest first. */
export async function readPendingRequests(ctx: Ctx, distributor: Distributor): Promise<PendingRequests> {
  const rows = await ctx.tx
    .select({ operation: operations, maker: people.name })
    .from(operations)
    .innerJoin(people, eq(people.id, operations.makerId))
    .where(
      and(
        eq(operations.issuerId, ctx.scope.issuerId),
        eq(operations.organisationId, distributor.id),
        eq(operations.status, "pending"),
        inArray(operations.type, TYPES),
      ),
    )
    .orderBy(desc(operations.createdAt), desc(operations.id));
  const widenings = new Map<Id<"apiKey">, Id<"operation">>();
  for (const { operation } of rows.filter(({ operation }) => operation.type === "api-key-widen").reverse()) {
    widenings.set(aboutKey.parse(operation.payload).keyId, operation.id);
  }
  return {
    keys: rows
      .filter(({ operation }) => operation.type === "api-key-create")
      .map((row) => toView(ctx, distributor, row)),
    widenings,
    start: rows.find(({ operation }) => operation.type === "api-keys-start")?.operation.id ?? null,
  };
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
