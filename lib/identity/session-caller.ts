import { and, eq, gt, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { OrganisationId } from "@/db/columns";
import { oneOf } from "@/db/one-of";
import { people, sessions } from "@/db/schema/identity";
import { memberships } from "@/db/schema/organisations";
import { env } from "@/lib/config/env";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { appDatabase, type Caller, readTogether, type UserPrincipal } from "@/lib/runtime";
import { hashSessionToken, isToken } from "./hashes";
import { isOpen } from "./read-membership";
import { TOUCH_SECONDS } from "./rules";

type SessionIds = { session_id: Id<"session">; issuer_id: Id<"issuer">; organisation_id: OrganisationId };

/** `background` is for what a page asks by itself: it does not keep an abandoned session alive. */
export type SessionUse = { readonly background?: boolean };

/**
 * Who stands behind a session's token; null when there is no such session any more. Who they are and what they may do is read again in each
 * unit: a session revoked or a role changed a moment ago is seen by the next one, in every process.
 * @throws DomainError inside the unit `auth.session-ended`
 */
export async function sessionCaller(token: string, use: SessionUse = {}): Promise<Caller | null> {
  if (!isToken(token)) return null;
  const hash = hashSessionToken(token);
  const rows = (await appDatabase().execute(
    sql`select session_id, issuer_id, organisation_id from lookup_session(${hash})`,
  )) as unknown as SessionIds[];
  const ids = rows[0];
  if (!ids) return null;
  // Issuer staff work for the issuer itself and see all of its organisations (DESIGN §7).
  const organisation = ids.organisation_id === ids.issuer_id ? "*" : ids.organisation_id;
  return {
    scope: { issuerId: ids.issuer_id, organisation },
    authenticate: async (tx) => ({
      ...(await loadPrincipal(tx, ids.session_id, use)),
      sessionProof: hash.toString("hex"),
    }),
  };
}

async function loadPrincipal(
  tx: Tx,
  sessionId: Id<"session">,
  use: SessionUse,
): Promise<Omit<UserPrincipal, "sessionProof">> {
  const found = await readLiveSession(tx, sessionId);
  if (!found) throw new DomainError("auth.session-ended");
  const { isStale, ...person } = found;
  if (!use.background && isStale) await touch(tx, sessionId);
  return { kind: "user", ...person };
}

const readLiveSession = readTogether(async (tx: Tx, ids: readonly Id<"session">[]) => {
  const rows = await tx
    .select({
      sessionId: sessions.id,
      personId: sessions.personId,
      name: people.name,
      issuerId: sessions.issuerId,
      organisationId: sessions.organisationId,
      organisationKind: sessions.organisationKind,
      roles: memberships.roles,
      standsFor: sql<
        NonNullable<UserPrincipal["standsFor"]>
      >`(select coalesce(jsonb_agg(jsonb_build_object('personId', f.person_id, 'roles', f.roles) order by f.person_id), '[]')
                   from standing_for(${sessions.issuerId}, ${sessions.organisationId}, ${sessions.personId}) f)`,
      isStale: sql<boolean>`${sessions.lastSeenAt} < ${ago(TOUCH_SECONDS)}`,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.issuerId, sessions.issuerId),
        eq(memberships.organisationId, sessions.organisationId),
        eq(memberships.personId, sessions.personId),
        eq(memberships.status, "active"),
        isOpen,
      ),
    )
    .where(
      and(
        oneOf(sessions.id, ids, "uuid"),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql`now()`),
        gt(sessions.lastSeenAt, ago(env().session.idleSeconds)),
      ),
    );
  return new Map(rows.map((row) => [row.sessionId, row]));
});

// Of units that meet here one writes and the others go on: being seen must never wait for somebody's money to commit.
async function touch(tx: Tx, sessionId: Id<"session">): Promise<void> {
  const free = tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, ago(TOUCH_SECONDS))))
    .for("update", { skipLocked: true });
  await tx.update(sessions).set({ lastSeenAt: sql`now()` }).where(sql`${sessions.id} in ${free}`);
}

function ago(seconds: number): SQL {
  return sql`now() - make_interval(secs => ${seconds})`;
}
