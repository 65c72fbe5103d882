import { and, eq, isNull, sql } from "drizzle-orm";
import { apiKeySecrets, apiKeys, distributors, memberships, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";

const BATCH = 100;

/**
 * Has the makers of keys told that these end: 30, 7 and 1 day before, each once. The worker sends what this emits.
 * @returns how many are to be told
 * @throws DomainError `auth.forbidden`
 */
export async function noticeExpiringKeys(ctx: Ctx): Promise<number> {
  authorize(ctx, "events.deliver");
  const due = (await ctx.tx.execute(
    sql`select key_id, distributor_id, days from api_keys_notice(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${BATCH})`,
  )) as unknown as { key_id: Id<"apiKey">; distributor_id: Id<"distributor">; days: number }[];
  for (const { key_id: keyId, distributor_id: organisation, days } of due) {
    ctx.emit({ topic: "api-key.ends-soon", payload: { keyId }, organisation });
    ctx.audit({
      action: "api-key.ends-soon",
      subjectKind: "api-key",
      subjectId: keyId,
      organisation,
      detail: { days },
    });
  }
  return due.length;
}

/** What the maker of a key that ends is told. */
export type ExpiryNotice = {
  readonly phone: E164;
  readonly label: string;
  readonly lastFour: string;
  readonly distributor: string;
  readonly expiresAt: Date;
  readonly timeZone: string;
};

/**
 * What to tell of a key that ends soon; null where there is nothing to tell any more: it has ended, or nobody is there to be told.
 * @throws DomainError `auth.forbidden`
 */
export async function readExpiryNotice(ctx: Ctx, keyId: Id<"apiKey">): Promise<ExpiryNotice | null> {
  authorize(ctx, "events.deliver");
  const [row] = await ctx.tx
    .select({
      phone: people.phone,
      label: apiKeys.label,
      lastFour: apiKeySecrets.lastFour,
      distributor: distributors.name,
      expiresAt: apiKeys.expiresAt,
      timeZone: distributors.timeZone,
    })
    .from(apiKeys)
    .innerJoin(people, eq(people.id, apiKeys.madeBy))
    .innerJoin(
      memberships,
      and(
        eq(memberships.issuerId, apiKeys.issuerId),
        eq(memberships.organisationId, apiKeys.distributorId),
        eq(memberships.personId, apiKeys.madeBy),
        eq(memberships.status, "active"),
      ),
    )
    .innerJoin(
      distributors,
      and(eq(distributors.issuerId, apiKeys.issuerId), eq(distributors.id, apiKeys.distributorId)),
    )
    .innerJoin(
      apiKeySecrets,
      and(
        eq(apiKeySecrets.issuerId, apiKeys.issuerId),
        eq(apiKeySecrets.keyId, apiKeys.id),
        isNull(apiKeySecrets.endsAt),
      ),
    )
    .where(
      and(
        eq(apiKeys.issuerId, ctx.scope.issuerId),
        eq(apiKeys.id, keyId),
        isNull(apiKeys.revokedAt),
        sql`${apiKeys.expiresAt} > now()`,
      ),
    );
  return row ? { ...row, phone: row.phone as E164 } : null;
}
