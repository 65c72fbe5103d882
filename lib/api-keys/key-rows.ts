import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { apiKeySecrets, apiKeys, apiKeyUsage, limitCounters, memberships, people } from "@/db/schema";
import { localDate } from "@/lib/kernel/time";
import type { Distributor } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { stateOf } from "./key-state";
import type { KeyView } from "./key-view";
import { nextDay } from "./next-day";
import { readWidenings } from "./pending-requests";

/** Whether a key's first secret was made. */
export const isRevealed = () =>
  sql<boolean>`exists (select from ${apiKeySecrets} s where s.issuer_id = ${apiKeys.issuerId} and s.key_id = ${apiKeys.id})`;

/** The condition of each state that a key of the table may be in. */
export const inState = {
  active: () => sql`${apiKeys.revokedAt} is null and ${apiKeys.expiresAt} > now() and ${isRevealed()}`,
  unrevealed: () =>
    sql`${apiKeys.revokedAt} is null and ${apiKeys.expiresAt} > now() and ${apiKeys.revealUntil} > now() and not ${isRevealed()}`,
  ended: () =>
    sql`(${apiKeys.revokedAt} is not null or ${apiKeys.expiresAt} <= now() or (${apiKeys.revealUntil} <= now() and not ${isRevealed()}))`,
} as const;

const revokers = alias(people, "revokers");

/** At most so many keys of a distributor, newest first, with what they have used today and what is asked for them. */
export async function readKeys(ctx: Ctx, distributor: Distributor, which: SQL, limit: number): Promise<KeyView[]> {
  const today = localDate(ctx.now, distributor.timeZone);
  const rows = await ctx.tx
    .select({
      key: apiKeys,
      maker: people.name,
      revoker: revokers.name,
      roles: memberships.roles,
      membership: memberships.status,
      prefix: apiKeySecrets.prefix,
      lastFour: apiKeySecrets.lastFour,
      usage: apiKeyUsage,
      usedMinor: limitCounters.usedMinor,
    })
    .from(apiKeys)
    .innerJoin(people, eq(people.id, apiKeys.madeBy))
    .leftJoin(revokers, eq(revokers.id, apiKeys.revokedBy))
    .leftJoin(
      memberships,
      and(
        eq(memberships.issuerId, apiKeys.issuerId),
        eq(memberships.organisationId, apiKeys.distributorId),
        eq(memberships.personId, apiKeys.madeBy),
      ),
    )
    .leftJoin(
      apiKeySecrets,
      and(
        eq(apiKeySecrets.issuerId, apiKeys.issuerId),
        eq(apiKeySecrets.keyId, apiKeys.id),
        sql`${apiKeySecrets.endsAt} is null`,
      ),
    )
    .leftJoin(apiKeyUsage, and(eq(apiKeyUsage.issuerId, apiKeys.issuerId), eq(apiKeyUsage.keyId, apiKeys.id)))
    .leftJoin(
      limitCounters,
      and(
        eq(limitCounters.issuerId, apiKeys.issuerId),
        eq(limitCounters.subject, sql`'key:' || ${apiKeys.id}`),
        eq(limitCounters.localDay, today),
      ),
    )
    .where(and(eq(apiKeys.issuerId, ctx.scope.issuerId), eq(apiKeys.distributorId, distributor.id), which))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(limit);
  const widenings = await readWidenings(
    ctx,
    distributor,
    rows.map(({ key }) => key.id),
  );
  const day = { today, resetsAt: nextDay(ctx.now, distributor.timeZone) };
  return rows.map((row) => toView(ctx, distributor, row, day, widenings.get(row.key.id) ?? null));
}

type Row = {
  readonly key: typeof apiKeys.$inferSelect;
  readonly maker: string;
  readonly revoker: string | null;
  readonly roles: readonly string[] | null;
  readonly membership: string | null;
  readonly prefix: string | null;
  readonly lastFour: string | null;
  readonly usage: typeof apiKeyUsage.$inferSelect | null;
  readonly usedMinor: bigint | null;
};

function toView(
  ctx: Ctx,
  { currency }: Distributor,
  { key, usage, ...row }: Row,
  { today, resetsAt }: { readonly today: string; readonly resetsAt: Date },
  operationId: KeyView["operationId"],
): KeyView {
  const secret = row.prefix && row.lastFour ? { prefix: row.prefix, lastFour: row.lastFour } : null;
  const isMaker = row.roles?.includes("maker") ?? false;
  return {
    id: key.id,
    label: key.label,
    state: stateOf(key, secret !== null, ctx.now),
    currency,
    permissions: key.permissions,
    mayNow: row.membership === "active" ? key.permissions.filter((one) => isMaker || one !== "perform-operations") : [],
    maxAmountMinor: key.maxAmountMinor,
    maxDailyMinor: key.maxDailyMinor,
    allowedAddresses: key.allowedAddresses,
    requestsPerMinute: key.requestsPerMinute,
    secret,
    madeBy: { id: key.madeBy, name: row.maker },
    isOwn: ctx.principal.kind === "user" && ctx.principal.personId === key.madeBy,
    usedTodayMinor: row.usedMinor ?? 0n,
    resetsAt,
    lastUsedAt: usage?.lastUsedAt ?? null,
    lastUsedFrom: usage?.lastUsedFrom ?? null,
    requestsToday: usage?.localDay === today ? usage.requests : 0,
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    expiresInDays: null,
    revealUntil: secret ? null : key.revealUntil,
    revoked: key.revokedAt ? { at: key.revokedAt, by: row.revoker, reason: key.revokedReason } : null,
    operationId,
  };
}
