import { cut, forgeAudit, forgeTransfers } from "./forge";
import { ANY_UUID, change, type Tamper, text } from "./tampering";

const number = (digits: string): number => Number(digits);

const transfer: Tamper = (past, random) => {
  const row = random.pick(past.transfers);
  const to = random.pick([
    "amount_minor = amount_minor + 1",
    "currency = 'USD'",
    "created_at = created_at + interval '1 microsecond'",
    "operation_id = gen_random_uuid()",
    `organisation_id = ${ANY_UUID}`,
    "sequence_number = sequence_number + 100000",
    "prev_hash = sha256('another')",
    "hash = sha256('another')",
    "hash_version = 2",
    "canonical = canonical || '|'",
    // One row made whole again, and none of those behind it.
    "canonical = canonical || '|', hash = sha256(prev_hash || convert_to(canonical || '|', 'UTF8'))",
  ]);
  const first = { kind: "transfers", organisation: row.organisation_id, place: number(row.sequence_number) } as const;
  return { how: `ledger_transfers: ${to}`, sql: change("ledger_transfers", row.id, to), first };
};

const goneTransfer: Tamper = (past, random) => {
  const row = random.pick(past.transfers);
  const entries = random.chance(50) ? `; delete from ledger_entries where transfer_id = ${text(row.id)}` : "";
  const first = { kind: "transfers", organisation: row.organisation_id, place: number(row.sequence_number) } as const;
  return {
    how: `ledger_transfers: delete${entries && " with its entries"}`,
    sql: `delete from ledger_transfers where id = ${text(row.id)}${entries}`,
    first,
  };
};

const addedTransfer: Tamper = (past, random) => {
  const row = random.pick(
    past.transfers.filter(({ organisation_id }) =>
      past.chains.some((chain) => chain.organisation_id === organisation_id),
    ),
  );
  const place =
    number(past.chains.find((chain) => chain.organisation_id === row.organisation_id)?.transfers ?? "0") + 1;
  const made = crypto.randomUUID();
  const sql = `insert into ledger_transfers select (jsonb_populate_record(t, jsonb_build_object('id', ${text(made)}, 'sequence_number', ${place}, 'operation_id', null))).*
      from ledger_transfers t where id = ${text(row.id)};
    update ledger_transfers t set prev_hash = c.head_hash, hash = sha256(c.head_hash || convert_to(t.canonical, 'UTF8')) from ledger_chains c
     where t.id = ${text(made)} and c.organisation_id = t.organisation_id`;
  return {
    how: "ledger_transfers: one more",
    sql,
    first: { kind: "transfers", organisation: row.organisation_id, place },
  };
};

const swappedTransfers: Tamper = (past, random) => {
  const chain = random.pick(past.chains.filter(({ transfers }) => number(transfers) > 1));
  const last = number(chain.transfers);
  const place = 1 + random.below(last - 1);
  const other = place + 1 + random.below(last - place);
  const move = (from: number, to: number) =>
    `update ledger_transfers set sequence_number = ${to} where organisation_id = ${text(chain.organisation_id)} and sequence_number = ${from}`;
  const sql = [move(place, -1), move(other, place), move(-1, other)].join("; ");
  return {
    how: "ledger_transfers: two change places",
    sql,
    first: { kind: "transfers", organisation: chain.organisation_id, place },
  };
};

const entry: Tamper = (past, random) => {
  const row = random.pick(past.entries);
  const at = `where transfer_id = ${text(row.transfer_id)} and leg = ${row.leg}`;
  const both = `where transfer_id = ${text(row.transfer_id)}`;
  const other = random.pick(past.entries);
  const way = random.pick([
    `update ledger_entries set account_id = ${ANY_UUID} ${at}`,
    `update ledger_entries set account_version = account_version + 100000 ${at}`,
    `update ledger_entries set leg = leg + 5 ${at}`,
    `update ledger_entries set organisation_id = ${ANY_UUID} ${both}`,
    `update ledger_entries set currency = 'USD' ${both}`,
    `update ledger_entries set amount_minor = amount_minor + 1 ${at}`,
    `update ledger_entries set amount_minor = amount_minor * 2 ${both}`,
    `update ledger_entries set amount_minor = -amount_minor ${both}`,
    `update ledger_entries set balance_after_minor = balance_after_minor + 1 ${at}`,
    `update ledger_entries set created_at = created_at + interval '1 day' ${both}`,
    `update ledger_entries set transfer_id = ${ANY_UUID} ${at}`,
    `update ledger_entries set leg = 3 - leg ${both}`,
    `delete from ledger_entries ${at}`,
    `delete from ledger_entries ${both}`,
    `insert into ledger_entries select (jsonb_populate_record(e, jsonb_build_object('leg', 3, 'account_version', 100000))).* from ledger_entries e ${at}`,
    ...(other.transfer_id !== row.transfer_id && other.amount_minor !== row.amount_minor
      ? [
          `update ledger_entries set amount_minor = case transfer_id when ${text(row.transfer_id)} then ${other.amount_minor} else ${row.amount_minor} end
            where (transfer_id, leg) in ((${text(row.transfer_id)}, ${row.leg}), (${text(other.transfer_id)}, ${other.leg}))`,
        ]
      : []),
  ]);
  return { how: way.replace(/where.*/s, ""), sql: way, subjects: [row.transfer_id] };
};

const audit: Tamper = (past, random) => {
  const row = random.pick(past.audit);
  const at = `where organisation_id = ${text(row.organisation_id)} and seq = ${row.seq}`;
  const to = random.pick([
    "at = at + interval '1 microsecond'",
    "actor = 'system:nobody'",
    "action = action || '.not'",
    "subject_kind = 'another'",
    "subject_id = gen_random_uuid()",
    "request_id = 'another'",
    "address = '192.0.2.1'",
    `detail = detail || '{"more": 1}'`,
    "prev_hash = sha256('another')",
    "hash = sha256('another')",
    "canonical = canonical || ' '",
    "canonical = canonical || ' ', hash = sha256(prev_hash || convert_to(canonical || ' ', 'UTF8'))",
    "seq = seq + 100000",
    `organisation_id = ${ANY_UUID}`,
    "delete",
  ]);
  const sql = to === "delete" ? `delete from audit_entries ${at}` : `update audit_entries set ${to} ${at}`;
  return {
    how: `audit_entries: ${to}`,
    sql,
    first: { kind: "audit", organisation: row.organisation_id, place: number(row.seq) },
  };
};

const swappedAudit: Tamper = (past, random) => {
  const chain = random.pick(past.chains.filter((row) => number(row.audit) > 1));
  const place = 1 + random.below(number(chain.audit) - 1);
  const other = place + 1 + random.below(number(chain.audit) - place);
  const move = (from: number, to: number) =>
    `update audit_entries set seq = ${to} where organisation_id = ${text(chain.organisation_id)} and seq = ${from}`;
  const sql = [move(place, -1), move(other, place), move(-1, other)].join("; ");
  return {
    how: "audit_entries: two change places",
    sql,
    first: { kind: "audit", organisation: chain.organisation_id, place },
  };
};

const head: Tamper = (past, random) => {
  const chain = random.pick(past.chains);
  const [table, column] = random.pick([
    ["ledger_chains", "sequence_number"],
    ["audit_chains", "seq"],
  ] as const);
  const at = `where organisation_id = ${text(chain.organisation_id)}`;
  const sql = random.pick([
    `update ${table} set ${column} = ${column} + 1 ${at}`,
    `update ${table} set ${column} = ${column} - 1 ${at}`,
    `update ${table} set head_hash = sha256('another') ${at}`,
    `update ${table} set organisation_id = ${ANY_UUID} ${at}`,
    `delete from ${table} ${at}`,
    `insert into ${table} select (jsonb_populate_record(c, '{"organisation_id": ${ANY_UUID.replaceAll("'", '"')}}')).* from ${table} c ${at}`,
  ]);
  return { how: sql.replace(/ where.*/s, ""), sql, subjects: [chain.organisation_id, ANY_UUID.replaceAll("'", "")] };
};

/** Tampering with chains and their heads. */
export const IN_CHAINS: readonly Tamper[] = [
  transfer,
  transfer,
  goneTransfer,
  addedTransfer,
  swappedTransfers,
  entry,
  entry,
  audit,
  audit,
  swappedAudit,
  head,
  cut,
  forgeTransfers,
  forgeAudit,
];
