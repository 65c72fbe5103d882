import { ANY_UUID, change, type Tamper, text } from "./tampering";

const LATER = "interval '1 second'";

/** Changes of a column, by table; each is one way. */
const COLUMNS = {
  ledger_holds: [
    `account_id = ${ANY_UUID}`,
    `held_for = ${ANY_UUID}`,
    `organisation_id = ${ANY_UUID}`,
    "currency = 'USD'",
    "amount_minor = amount_minor + 1",
    "state = case state when 'open' then 'released' else 'open' end, ended_at = case state when 'open' then now() end",
    "state = case state when 'settled' then 'released' else 'settled' end, ended_at = coalesce(ended_at, now())",
    `created_at = created_at - ${LATER}`,
    `ended_at = case when state <> 'open' then ended_at + ${LATER} end, amount_minor = amount_minor * 2`,
  ],
  ledger_accounts: [
    "posted_minor = posted_minor + 1",
    "held_minor = held_minor + 1, posted_minor = posted_minor + 1",
    "minimum_minor = case when minimum_minor is null then 0 else -100 end, posted_minor = posted_minor + 1",
    "version = version + 1",
    `owner_id = ${ANY_UUID}`,
    "owner_kind = case owner_kind when 'customer' then 'merchant' else 'customer' end, minimum_minor = coalesce(minimum_minor, -1000000000)",
    "currency = 'USD'",
    "code = code || ' '",
    `created_at = created_at - ${LATER}`,
  ],
  operations: [
    "type = case type when 'cash-in' then 'cash-out-fulfillment' else 'cash-in' end",
    "type_version = type_version + 1",
    "status = case status when 'cancelled' then 'expired' when 'failed' then 'failed' else 'cancelled' end, decided_at = now()",
    "revision = revision + 1",
    "source = 'bulk', batch_id = gen_random_uuid(), batch_line = 2",
    `maker_id = ${ANY_UUID}`,
    `maker_key_id = ${ANY_UUID}`,
    `payload = payload || '{"more": true}'`,
    "digest = sha256('another')",
    "amount_minor = amount_minor + 1",
    "currency = 'USD'",
    "counterparty_kind = case counterparty_kind when 'customer' then 'merchant' else 'customer' end",
    `counterparty_id = ${ANY_UUID}`,
    "counterparty_name = 'Somebody Else'",
    "counterparty_phone = '+2348000000000'",
    "counterparty_short_code = '999999'",
    "reference = 'another ' || id",
    "reference_key = 'another ' || id",
    "memo = 'another'",
    `hold_id = ${ANY_UUID}`,
    `withdrawal_id = gen_random_uuid()`,
    "approvals_needed = approvals_needed + 1, approvals_given = approvals_given + 1",
    "approvals_given = approvals_given + 1",
    `created_at = created_at - ${LATER}`,
    `updated_at = updated_at + ${LATER}`,
    `decided_at = coalesce(decided_at, now()) + ${LATER}`,
    "transfer_id = gen_random_uuid(), sequence_number = coalesce(sequence_number, 1)",
    "sequence_number = coalesce(sequence_number, 0) + 1, transfer_id = coalesce(transfer_id, gen_random_uuid())",
    "transfer_hash = sha256('another')",
    "failure_code = 'another', status = 'failed'",
    `organisation_id = ${ANY_UUID}`,
    "issuer_approvals = 1 - issuer_approvals",
    "memo = 'another', digest = sha256('another')",
    "policy_version = coalesce(policy_version, 0) + 1",
    "decider_roles = '{maker}'",
    "step_up = not step_up",
  ],
} as const;

const inTable =
  (table: keyof typeof COLUMNS): Tamper =>
  (past, random) => {
    const to = random.pick<string>(COLUMNS[table]);
    const rows = { ledger_holds: past.holds, ledger_accounts: past.accounts, operations: past.operations }[table];
    const row = random.pick<{ id: string; held_for?: string }>(rows);
    const subjects = [row.id, ...(row.held_for ? [row.held_for] : [])];
    return { how: `${table}: ${to}`, sql: change(table, row.id, to), subjects };
  };

/** Copies a row with a new id. */
const duplicate = (table: string, id: string, made: string): string =>
  `insert into ${table} select (jsonb_populate_record(x, jsonb_build_object('id', ${text(made)}::uuid, 'reference', null, 'reference_key', null, 'withdrawal_id', null, 'code', ${text(made)}))).*
     from ${table} x where id = ${text(id)}`;

const deleted: Tamper = (past, random) => {
  const table = random.pick(["ledger_holds", "ledger_accounts", "operations"] as const);
  const rows = { ledger_holds: past.holds, ledger_accounts: past.accounts, operations: past.operations }[table];
  const row = random.pick<{ id: string; held_for?: string }>(rows);
  return {
    how: `${table}: delete`,
    sql: `delete from ${table} where id = ${text(row.id)}`,
    subjects: [row.id, row.held_for ?? ""],
  };
};

const duplicated: Tamper = (past, random) => {
  const table = random.pick(["ledger_holds", "ledger_accounts", "operations"] as const);
  const rows = { ledger_holds: past.holds, ledger_accounts: past.accounts, operations: past.operations }[table];
  const row = random.pick<{ id: string }>(rows);
  const made = crypto.randomUUID();
  return { how: `${table}: duplicate`, sql: duplicate(table, row.id, made), subjects: [made] };
};

const swapped: Tamper = (past, random) => {
  const [table, column] = random.pick([
    ["operations", "memo"],
    ["operations", "counterparty_id"],
    ["operations", "amount_minor"],
    ["operations", "created_at"],
    ["ledger_accounts", "posted_minor"],
    ["ledger_accounts", "owner_id"],
    ["ledger_holds", "held_for"],
    ["ledger_holds", "created_at"],
  ] as const);
  const rows = { ledger_holds: past.holds, ledger_accounts: past.accounts, operations: past.operations }[table];
  const [one, other] = [random.pick<{ id: string; held_for?: string }>(rows), random.pick<{ id: string }>(rows)];
  const sql = `update ${table} x set ${column} = y.${column} from ${table} y
    where (x.id, y.id) in ((${text(one.id)}, ${text(other.id)}), (${text(other.id)}, ${text(one.id)})) and x.${column} is distinct from y.${column}`;
  return { how: `${table}: swap ${column}`, sql, subjects: [one.id, one.held_for ?? ""] };
};

const decision: Tamper = (past, random) => {
  const row = random.pick(past.decisions);
  const at = `where operation_id = ${text(row.operation_id)}`;
  const another = random.pick(past.people.filter((person) => person !== row.person_id));
  const to = random.pick([
    `person_id = ${text(another)}, maker_id = ${ANY_UUID}`,
    "decision = case decision when 'approve' then 'reject' else 'approve' end, comment = coalesce(comment, 'No')",
    "comment = 'in other words'",
    `at = at + ${LATER}`,
    "session_id = gen_random_uuid()",
    "revision = revision + 1",
    `maker_id = ${ANY_UUID}`,
    `organisation_id = ${ANY_UUID}`,
    `desk_id = ${ANY_UUID}`,
    "delete",
    "duplicate",
  ]);
  const sql =
    to === "delete"
      ? `delete from operation_decisions ${at}`
      : to === "duplicate"
        ? `insert into operation_decisions select (jsonb_populate_record(x, '{"person_id": ${ANY_UUID.replaceAll("'", '"')}}')).* from operation_decisions x ${at}`
        : `update operation_decisions set ${to} ${at}`;
  return { how: `operation_decisions: ${to}`, sql, subjects: [row.operation_id] };
};

/** What has been used of a limit, and on which day. */
const counter: Tamper = (past, random) => {
  const row = random.pick(past.counters);
  const to = random.pick([
    "used_minor = used_minor + 1",
    "used_minor = used_minor - 1",
    "used_minor = 0",
    "local_day = '2000-01-01'",
    "subject = 'key:' || gen_random_uuid()",
    `distributor_id = ${ANY_UUID}`,
    "delete",
  ]);
  const at = `where subject = ${text(row.subject)} and local_day = ${text(row.local_day)}`;
  const sql = to === "delete" ? `delete from limit_counters ${at}` : `update limit_counters set ${to} ${at}`;
  return { how: `limit_counters: ${to}`, sql, subjects: [row.subject] };
};

/** What holds for a distributor's operations, without anybody's approval. */
const policy: Tamper = (past, random) => {
  const row = random.pick(past.policies);
  const to = random.pick([
    "rules = '[]'",
    `limits = limits || '{"customerDaily": "1"}'`,
    "version = version + 1",
    `operation_id = ${ANY_UUID}`,
    `created_at = created_at - ${LATER}`,
    "delete",
  ]);
  const at = `where operation_id = ${text(row.operation_id)}`;
  const sql = to === "delete" ? `delete from approval_policies ${at}` : `update approval_policies set ${to} ${at}`;
  return { how: `approval_policies: ${to}`, sql, subjects: [row.operation_id] };
};

/** Tampering with rows outside the chains. */
export const IN_ROWS: readonly Tamper[] = [
  inTable("ledger_holds"),
  inTable("ledger_accounts"),
  inTable("operations"),
  inTable("operations"),
  decision,
  decision,
  counter,
  policy,
  deleted,
  duplicated,
  swapped,
];
