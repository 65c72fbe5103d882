import type postgres from "postgres";
import type { Journal, Submission } from "./journal";

/** What the database says otherwise than the clients; a line each. */
export type Findings = {
  readonly lost: string[];
  readonly doubled: string[];
  readonly halfPosted: string[];
  readonly violations: string[];
};

type Stored = {
  readonly id: string;
  readonly amount: string;
  readonly status: string;
  readonly by: string | null;
  readonly keys: string[];
  readonly faults: string;
};

/** Every operation with all that must stand beside it; `faults` names what does not. */
const STORED = `
  with keys as (select operation_id as id, array_agg(surface || ' ' || key) as keys from idempotency_keys group by 1),
       audit as (select subject_id as id, count(*) filter (where action = 'operation.submitted') as submitted,
                        array_agg(action) filter (where action in ('operation.completed', 'operation.failed', 'operation.rejected',
                                                                   'operation.cancelled', 'operation.expired')) as ends
                   from audit_entries where subject_kind = 'operation' group by 1),
       outbox as (select payload->>'operationId' as id, count(*) as events from outbox_events group by 1),
       transfers as (select operation_id as id, count(*) as transfers from ledger_transfers group by 1),
       decisions as (select d.operation_id as id, array_agg(d.decision) as decisions, min(p.name) as by
                       from operation_decisions d join people p on p.id = d.person_id group by 1)
  select 'op_' || o.id as id, o.amount_minor::text as amount, o.status, d.by, coalesce(to_json(k.keys), '[]') as keys,
         concat_ws(', ',
           case when a.submitted is distinct from 1 then 'submission in the audit' end,
           case when coalesce(a.ends, '{}') <> case o.status when 'pending' then '{}'::text[] else array['operation.' || o.status] end
                then 'end in the audit' end,
           case when x.events is distinct from case o.status when 'pending' then 1 else 2 end then 'outbox' end,
           case when coalesce(t.transfers, 0) <> case o.status when 'completed' then 1 else 0 end then 'transfer' end,
           case when coalesce(d.decisions, '{}') <> case o.status when 'completed' then array['approve'] when 'failed' then array['approve']
                     when 'rejected' then array['reject'] else '{}'::text[] end then 'decision' end,
           case when o.withdrawal_id is null and h.state is distinct from
                     case o.status when 'pending' then 'open' when 'completed' then 'settled' else 'released' end then 'hold' end) as faults
    from operations o
    left join keys k on k.id = o.id left join audit a on a.id = o.id left join outbox x on x.id = o.id::text
    left join transfers t on t.id = o.id left join decisions d on d.id = o.id left join ledger_holds h on h.id = o.hold_id`;

/**
 * Compares what the clients were told with what the database holds: each acknowledged operation is there once, as acknowledged, and nothing
 * is there that nobody was told of. Call it while nobody works and no outcome is open.
 */
export async function compare(sql: postgres.Sql, journal: Journal): Promise<Findings> {
  const findings: Findings = { lost: [], doubled: [], halfPosted: [], violations: [] };
  const stored = await sql.unsafe<Stored[]>(STORED);
  const byId = new Map(stored.map((row) => [row.id, row]));
  const byKey = new Map(stored.flatMap((row) => row.keys.map((key) => [key, row] as const)));
  for (const submission of journal.submissions) compareOne(submission, byId, byKey, findings);
  const known = new Set(journal.submissions.flatMap(({ ids }) => [...ids]));
  for (const row of stored) {
    if (row.faults) findings.halfPosted.push(`${row.id} (${row.status}): ${row.faults}`);
    if (!known.has(row.id)) findings.doubled.push(`${row.id}: nobody was told of it`);
    if (row.keys.length !== 1) findings.doubled.push(`${row.id}: ${row.keys.length} idempotency keys`);
  }
  for (const { operation, person, decision, status } of journal.decisions) {
    const row = byId.get(operation);
    if (row?.status !== status || row.by !== person)
      findings.lost.push(`${operation}: ${decision} of ${person} gave ${status}; stored ${row?.status} by ${row?.by}`);
  }
  for (const { violation, subject, detail } of await sql`select * from inspect.violations`)
    findings.violations.push(`${violation} ${subject}: ${detail}`);
  return findings;
}

function compareOne(
  { surface, key, amount, ids, refusal }: Submission,
  byId: ReadonlyMap<string, Stored>,
  byKey: ReadonlyMap<string, Stored>,
  findings: Findings,
): void {
  const name = `${surface} ${key}`;
  if (ids.size > 1) findings.doubled.push(`${name}: answered with ${[...ids].join(" and ")}`);
  for (const id of ids) {
    const row = byId.get(id);
    if (!row) findings.lost.push(`${id}: acknowledged, not there`);
    else if (row.amount !== String(amount))
      findings.lost.push(`${id}: acknowledged for ${amount}, stored ${row.amount}`);
    else if (!row.keys.includes(name)) findings.lost.push(`${id}: not under its key ${name}`);
  }
  const unasked = ids.size === 0 && refusal !== null ? byKey.get(name) : undefined;
  if (unasked) findings.doubled.push(`${unasked.id}: refused as ${refusal}, and there all the same`);
}
