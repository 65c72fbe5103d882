import type { Cast } from "./cast";
import { at, type State } from "./state";

/** What is compared, as texts by name: a balance reads `posted/held` in minor units. */
export type Sight = Readonly<Record<string, string>>;

type Counts = Record<string, number>;
type Row = {
  readonly accounts: { readonly id: string; readonly kind: string; readonly posted: string; readonly held: string }[];
  readonly audit: Counts | null;
  readonly events: Counts | null;
  readonly transfers: Counts | null;
  readonly keys: Counts | null;
  readonly decisions: number;
};

/** What the model says that can be seen now: balances of all accounts, and how many rows there are of each kind. */
export function expectedSight(cast: Cast, state: State): Sight {
  const sight: Record<string, string> = {};
  const accounts = [
    ...state.distributors.map(({ float }, n) => [`float ${n}`, float] as const),
    ...state.customers.map(({ wallet }, n) => [`customer ${n}`, wallet] as const),
    ...state.merchants.map(({ wallet }, n) => [`merchant ${n}`, wallet] as const),
  ];
  let total = 0n;
  for (const [name, { posted, held }] of accounts) {
    sight[name] = `${posted}/${held}`;
    total += posted;
  }
  sight.settlement = `${-total}/0`;
  for (const [action, rows] of state.audit) sight[`audit ${action}`] = String(rows);
  for (const [topic, rows] of state.events) sight[`events ${topic}`] = String(rows);
  for (const [n, { transfers, keys }] of state.distributors.entries()) {
    if (transfers > 0) sight[`transfers ${at(cast.distributors, n).id}`] = String(transfers);
    if (keys.size > 0) sight[`idempotency keys ${at(cast.distributors, n).id}`] = String(keys.size);
  }
  const decided = ["operation.approved", "operation.approval-withdrawn", "operation.rejected-by"];
  sight.decisions = String(decided.reduce((sum, action) => sum + (state.audit.get(action) ?? 0), 0));
  return sight;
}

/** What there is in the database, read by a superuser in one statement. */
export async function actualSight(cast: Cast): Promise<Sight> {
  const [row] = await cast.backstage.sql<Row[]>`
    select (select json_agg(json_build_object('id', id, 'kind', owner_kind, 'posted', posted_minor::text, 'held', held_minor::text))
              from ledger_accounts) as accounts,
           (select json_object_agg(action, n) from (select action, count(*)::int as n from audit_entries group by 1) a) as audit,
           (select json_object_agg(topic, n) from (select topic, count(*)::int as n from outbox_events group by 1) e) as events,
           (select json_object_agg(organisation_id, n) from (select organisation_id, count(*)::int as n from ledger_transfers
             where organisation_id <> issuer_id group by 1) t) as transfers,
           (select json_object_agg(organisation_id, n) from (select organisation_id, count(*)::int as n from idempotency_keys
             group by 1) k) as keys,
           (select count(*)::int from operation_decisions) as decisions`;
  if (!row) throw new Error("nothing to see");
  const names = namesOf(cast);
  const sight: Record<string, string> = { decisions: String(row.decisions) };
  for (const { id, kind, posted, held } of row.accounts) {
    sight[names.get(id) ?? (kind === "issuer" ? "settlement" : id)] = `${posted}/${held}`;
  }
  for (const [name, counts] of Object.entries({
    audit: row.audit,
    events: row.events,
    transfers: row.transfers,
    "idempotency keys": row.keys,
  })) {
    for (const [of, rows] of Object.entries(counts ?? {})) sight[`${name} ${of}`] = String(rows);
  }
  return sight;
}

function namesOf(cast: Cast): Map<string, string> {
  return new Map<string, string>([
    ...cast.distributors.map(({ floatAccountId }, n) => [floatAccountId, `float ${n}`] as const),
    ...cast.customers.map(({ accountId }, n) => [accountId, `customer ${n}`] as const),
    ...cast.merchants.map(({ accountId }, n) => [accountId, `merchant ${n}`] as const),
  ]);
}

/** Where two sights differ, one line each. */
export function differences(expected: Sight, actual: Sight): string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    .filter((name) => expected[name] !== actual[name])
    .map((name) => `${name}: the model says ${expected[name] ?? "nothing"}, the database ${actual[name] ?? "nothing"}`);
}
