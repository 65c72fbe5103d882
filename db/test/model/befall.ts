import type { Cast } from "./cast";
import { renamed } from "./happen";
import { at } from "./state";
import type { Event } from "./steps";

const LONG_AGO = "91 days";

/** What happens around the requests, in the real world. Before the model's own state has changed. */
export async function befall(cast: Cast, event: Event, day: string): Promise<void> {
  const { backstage } = cast;
  const { sql } = backstage;
  switch (event.kind) {
    case "suspend":
    case "reinstate":
      await backstage[event.kind](event.what, at<{ readonly id: string }>(cast[event.what], event.n).id);
      return;
    case "session": {
      const revoked = event.live ? null : new Date();
      const { sessionId } = personAt(cast, event.person);
      await rewrite(cast, (tx) => tx`update sessions set revoked_at = ${revoked} where id = ${sessionId}`);
      return;
    }
    case "member": {
      const status = event.active ? "active" : "suspended";
      await sql`update memberships set status = ${status} where person_id = ${personAt(cast, event.person).id}`;
      return;
    }
    case "roles":
      await sql`update memberships set roles = ${[...event.roles]}::text[] where person_id = ${personAt(cast, event.person).id}`;
      return;
    case "key": {
      const revoked = event.revoked ? new Date() : null;
      await rewrite(
        cast,
        (tx) => tx`update api_keys set revoked_at = ${revoked} where id = ${at(cast.keyIds, event.key)}`,
      );
      return;
    }
    case "overdue":
      await backstage.expire(at(cast.operations, event.operation));
      return;
    case "long-ago": {
      const id = at(cast.operations, event.operation);
      await rewrite(
        cast,
        (tx) => tx`update operations set decided_at = decided_at - ${LONG_AGO}::interval where id = ${id}`,
      );
      return;
    }
    case "switches":
      await sql`update distributors set features_off = ${[...event.off]}::text[] where id = ${at(cast.distributors, event.distributor).id}`;
      return;
    case "limits": {
      const { amount, day: daily, week } = event.most;
      const text = (most: bigint | null) => most?.toString() ?? null;
      await sql`update distributors set max_amount_minor = ${text(amount)}, max_daily_minor = ${text(daily)}, max_weekly_minor = ${text(week)}
                 where id = ${at(cast.distributors, event.distributor).id}`;
      return;
    }
    case "new-day":
      await turnPage(cast, day);
  }
}

async function turnPage(cast: Cast, today: string): Promise<void> {
  for (const [old, past] of renamed(cast.state, today)) {
    cast.days.set(past, cast.days.get(old) ?? old);
    cast.days.delete(old);
    await rewrite(cast, async (tx) => {
      await tx`update operations set local_day = ${past} where local_day = ${old}`;
      // Days of a week that is looked at have counters with nothing in them.
      await tx`delete from limit_counters where local_day = ${past}`;
      await tx`update limit_counters set local_day = ${past} where local_day = ${old}`;
    });
  }
  await rewrite(cast, async (tx) => {
    await tx`update delegations set starts_at = starts_at - interval '1 day', ends_at = ends_at - interval '1 day'`;
    await tx`update operation_consents set created_at = created_at - interval '1 day'`;
  });
}

/** Gives past days their names back, and ends their time, so that what is left to verify is the system's own work. */
export async function setRight(cast: Cast): Promise<void> {
  await rewrite(cast, async (tx) => {
    const old = cast.operations.filter((_, n) => cast.state.operations[n]?.longAgo);
    await tx`update operations set decided_at = decided_at + ${LONG_AGO}::interval where id = any(${old}::uuid[])`;
    for (const [past, day] of cast.days) {
      await tx`update operations set local_day = ${day} where local_day = ${past}`;
      await tx`insert into limit_counters (issuer_id, subject, local_day, distributor_id, used_minor, unit_id)
               select issuer_id, subject, ${day}, distributor_id, used_minor, unit_id from limit_counters where local_day = ${past}
               on conflict (issuer_id, subject, local_day) do update set used_minor = limit_counters.used_minor + excluded.used_minor`;
      await tx`delete from limit_counters where local_day = ${past}`;
    }
  });
}

type Tx = Parameters<Parameters<Cast["backstage"]["sql"]["begin"]>[1]>[0];

/** Changes what nothing in the system may change. */
export async function rewrite(cast: Cast, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  await cast.backstage.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await work(tx);
  });
}

function personAt(cast: Cast, place: number) {
  const person = at(cast.people, place);
  if (!person) throw new Error(`actor ${place} is no person`);
  return person;
}
