import type { Cast } from "./cast";
import { actualSight, differences, expectedSight, type Sight } from "./look";
import type { State } from "./state";

/** What the model says of every operation, every queued request, and every key's volume of each day. */
function expectedDetails(cast: Cast, state: State): Sight {
  const details: Record<string, string> = {};
  for (const [n, operation] of state.operations.entries()) {
    const { status, failure, revision, approvedBy, sequence, minor, day } = operation;
    details[`operation ${n}`] = [status, failure, revision, approvedBy.length, minor, day, sequence?.from].join(" ");
  }
  for (const [n, { status, takenBy }] of state.withdrawals.entries()) {
    details[`withdrawal ${n}`] = `${status} ${takenBy === null ? "" : cast.operations[takenBy]}`;
  }
  for (const [n, actor] of state.actors.entries()) {
    if (actor.kind !== "key") continue;
    for (const [day, used] of actor.used) if (used > 0n) details[`volume key:${cast.keyIds[n]} ${day}`] = String(used);
  }
  for (const [n, { used }] of state.distributors.entries()) {
    const subject = `distributor:${cast.distributors[n]?.id}`;
    for (const [day, minor] of used) if (minor > 0n) details[`volume ${subject} ${day}`] = String(minor);
  }
  return details;
}

/** The same as the database has it. */
async function actualDetails(cast: Cast): Promise<Sight> {
  const { sql } = cast.backstage;
  const operations = await sql<{ id: string; line: string; sequence: number | null }[]>`
    select id, concat_ws(' ', status, coalesce(failure_code, ''), revision, approvals_given, amount_minor, local_day) as line,
           sequence_number::int as sequence from operations`;
  const withdrawals = await sql<{ id: string; line: string }[]>`
    select id, concat_ws(' ', status, coalesce(taken_by::text, '')) as line from withdrawal_requests`;
  const counters = await sql<{ name: string; used: string }[]>`
    select concat_ws(' ', subject, local_day) as name, used_minor as used from limit_counters where used_minor > 0`;
  const details: Record<string, string> = {};
  const place = (list: readonly string[], id: string) => (list.includes(id) ? list.indexOf(id) : id);
  for (const { id, line, sequence } of operations) {
    const n = place(cast.operations, id);
    const unit = typeof n === "number" ? cast.state.operations[n]?.sequence : null;
    const within = unit && sequence !== null && sequence >= unit.from && sequence <= unit.to;
    details[`operation ${n}`] = `${line} ${(within ? unit.from : sequence) ?? ""}`;
  }
  for (const { id, line } of withdrawals) details[`withdrawal ${place(cast.withdrawals, id)}`] = line;
  for (const { name, used } of counters) details[`volume ${name}`] = used;
  return details;
}

/**
 * Compares the database with the model, balances and numbers of rows, and unless it shall not be looked at closely every operation, too.
 * @throws Error that names every difference
 */
export async function compare(cast: Cast, closely = true): Promise<void> {
  const seen = differences(expectedSight(cast, cast.state), await actualSight(cast));
  const details = closely ? differences(expectedDetails(cast, cast.state), await actualDetails(cast)) : [];
  if (seen.length + details.length > 0) throw new Error([...seen, ...details].join("\n"));
}
