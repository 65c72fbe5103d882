import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { sessions } from "@/db/schema/identity";
import { env } from "@/lib/config/env";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx, type UserPrincipal } from "@/lib/runtime";
import { type Device, describeDevice } from "./describe-device";
import { type Place, placeOf } from "./place";

/** One of the person's own sessions. `address` is null where the peer is not known, `place` where the device's clock tells none. */
export type SessionView = {
  readonly id: Id<"session">;
  readonly current: boolean;
  readonly organisationId: OrganisationId;
  readonly device: Device;
  readonly address: string | null;
  readonly place: Place | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
};

/**
 * The live sessions of the person who asks, this one first, then the last seen.
 * @throws DomainError `auth.forbidden`
 */
export async function listSessions(ctx: Ctx): Promise<SessionView[]> {
  authorize(ctx, "sessions.own");
  const { personId, sessionId } = requirePerson(ctx);
  const rows = await ctx.tx
    .select({
      id: sessions.id,
      organisationId: sessions.organisationId,
      userAgent: sessions.userAgent,
      address: sessions.address,
      timeZone: sessions.timeZone,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.personId, personId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, ctx.now),
        gt(sessions.lastSeenAt, new Date(ctx.now.getTime() - env().session.idleSeconds * 1000)),
      ),
    )
    .orderBy(desc(eq(sessions.id, sessionId)), desc(sessions.lastSeenAt));
  return rows.map((row) => ({
    id: row.id,
    current: row.id === sessionId,
    organisationId: row.organisationId,
    device: describeDevice(row.userAgent),
    address: row.address,
    place: placeOf(row.timeZone),
    createdAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    expiresAt: row.expiresAt,
  }));
}

/**
 * The person behind the unit; keys and the clock have no sessions.
 * @throws DomainError `auth.forbidden`
 */
export function requirePerson(ctx: Ctx): UserPrincipal {
  if (ctx.principal.kind !== "user") throw new DomainError("auth.forbidden");
  return ctx.principal;
}
