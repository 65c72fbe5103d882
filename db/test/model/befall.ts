import type { Cast } from "./cast";
import { pastDay } from "./happen";
import { at } from "./state";
import type { Event } from "./steps";

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
    case "two-approvals":
      await rewrite(
        cast,
        (tx) => tx`update operations set approvals_needed = 2 where id = ${at(cast.operations, event.operation)}`,
      );
      return;
    case "new-day": {
      const past = pastDay(cast.state.days + 1);
      cast.days.set(past, day);
      await rewrite(cast, (tx) => tx`update operations set local_day = ${past} where local_day = ${day}`);
      await rewrite(cast, (tx) => tx`update limit_counters set local_day = ${past} where local_day = ${day}`);
    }
  }
}

/** Gives past days their names back, so that what is left to verify is the system's own work. */
export async function setRight(cast: Cast): Promise<void> {
  await rewrite(cast, async (tx) => {
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
async function rewrite(cast: Cast, work: (tx: Tx) => Promise<unknown>): Promise<void> {
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
