import type { Cast } from "./cast";
import { actualSight, differences, expectedSight, type Sight } from "./look";
import type { Operation, State } from "./state";

/** What the model says of every operation, every queued request, every decision in somebody's place, and every subject's volume of each day. */
function expectedDetails(cast: Cast, state: State): Sight {
  const details: Record<string, string> = {};
  for (const [n, operation] of state.operations.entries()) details[`operation ${n}`] = lineOf(operation);
  for (const [n, { status, takenBy }] of state.withdrawals.entries()) {
    details[`withdrawal ${n}`] = `${status} ${takenBy === null ? "" : cast.operations[takenBy]}`;
  }
  for (const { operation, by, inPlaceOf } of state.inPlace) {
    const name = `operation ${operation} decided by ${by} for ${inPlaceOf}`;
    details[name] = String(Number(details[name] ?? 0) + 1);
  }
  for (const [name, minor] of state.volumes) if (minor > 0n) details[`volume ${name}`] = String(minor);
  return details;
}

function lineOf(operation: Operation): string {
  const { status, failure, revision, approvals, minor, day, consent, needs, sequence } = operation;
  const { approvals: needed, issuers, roles, stepUp, policy } = needs;
  const asked = [needed, issuers, [...roles].sort().join("+"), stepUp ? "code" : "", policy].join("/");
  const said = consent?.state ?? "";
  return [status, failure, revision, approvals.length, minor, day, said, asked, waits(operation), sequence?.from].join(
    " ",
  );
}

/** For how many minutes an operation waits for people, while that can be said. */
function waits({ consent, holds, status, overdue, needs }: Operation): number | string {
  const isRunning = status === "pending" && overdue === null && (!consent || holds);
  return isRunning ? Math.round(needs.seconds / 60) : "";
}

type Row = { readonly id: string; readonly line: string; readonly sequence: number | null };

/** The same as the database has it. */
async function actualDetails(cast: Cast): Promise<Sight> {
  const { sql } = cast.backstage;
  const operations = await sql<Row[]>`
    select id, concat_ws(' ', status, coalesce(failure_code, ''), revision, approvals_given, coalesce(amount_minor, 0), local_day, coalesce(consent, ''),
             concat_ws('/', approvals_needed, issuer_approvals, (select string_agg(r, '+' order by r) from unnest(decider_roles) r),
                       case when step_up then 'code' else '' end, coalesce(policy_version::text, '')),
             coalesce(case when status = 'pending' and expires_at > now() and consent is distinct from 'awaited'
                           then round(extract(epoch from expires_at - coalesce(consent_at, revised_at, created_at)) / 60) end::text, '')) as line,
           sequence_number::int as sequence from operations`;
  const withdrawals = await sql<{ id: string; line: string }[]>`
    select id, concat_ws(' ', status, coalesce(taken_by::text, '')) as line from withdrawal_requests`;
  const inPlace = await sql<{ operation: string; by: string; other: string; times: string }[]>`
    select operation_id as operation, person_id as by, for_person_id as other, count(*) as times from operation_decisions
     where for_person_id is not null group by 1, 2, 3`;
  const counters = await sql<{ subject: string; day: string; used: string }[]>`
    select subject, local_day as day, used_minor as used from limit_counters where used_minor > 0`;
  const details: Record<string, string> = {};
  const place = (list: readonly (string | null)[], id: string) => (list.includes(id) ? list.indexOf(id) : id);
  for (const { id, line, sequence } of operations) {
    const n = place(cast.operations, id);
    const unit = typeof n === "number" ? cast.state.operations[n]?.sequence : null;
    const within = unit && sequence !== null && sequence >= unit.from && sequence <= unit.to;
    details[`operation ${n}`] = `${line} ${(within ? unit.from : sequence) ?? ""}`;
  }
  for (const { id, line } of withdrawals) details[`withdrawal ${place(cast.withdrawals, id)}`] = line;
  const people = cast.people.map((person) => person?.id ?? null);
  for (const { operation, by, other, times } of inPlace) {
    const who = `decided by ${place(people, by)} for ${place(people, other)}`;
    details[`operation ${place(cast.operations, operation)} ${who}`] = times;
  }
  const lists: Readonly<Record<string, readonly (readonly (string | null)[])[]>> = {
    key: [cast.keyIds],
    distributor: [cast.distributors.map(({ id }) => id)],
    maker: [cast.distributors.map(({ id }) => id), people],
    wallet: [cast.distributors.map(({ id }) => id), cast.customers.map(({ id }) => id)],
  };
  for (const { subject, day, used } of counters) {
    const [kind = "", ...ids] = subject.split(":");
    const places = ids.map((id, n) => place(lists[kind]?.[n] ?? [], id));
    details[`volume ${[kind, ...places, day].join(" ")}`] = used;
  }
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
