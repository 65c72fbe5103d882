import type postgres from "postgres";

/** Where a filled history belongs: one distributor, its people, and a customer for each place in turn. */
export type Place = {
  readonly issuerId: string;
  readonly distributor: { readonly id: string; readonly floatAccountId: string };
  readonly maker: { readonly id: string };
  readonly checker: { readonly id: string; readonly sessionId: string };
  /** How their phones begin; seven digits follow. */
  readonly phone: string;
  /** How many customers take turns; they are made here. */
  readonly customers: number;
};

/**
 * Fills a distributor's history with completed cash-ins of 1.00 in SQL, as the functions would have written them: each with its hold,
 * decision, transfer, two entries and three audit entries, correctly chained, and counted against its limits. Needs a superuser's connection; some 2,000 a second.
 * @param count how many transfers; the float must cover them
 */
export async function fillTransfers(sql: postgres.Sql, place: Place, count: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe("set local session_replication_role = replica; set local work_mem = '256MB'; set local jit = off");
    await tx.unsafe(HASH_CHAIN);
    await tx`create temp table made_customer on commit drop as
      select n, uuidv7() as id, uuidv7() as account, ${place.phone}::text || lpad(n::text, 7, '0') as phone
        from generate_series(1, ${place.customers}::int) n`;
    await tx`insert into ledger_accounts (issuer_id, id, code, owner_kind, owner_id, currency, created_at, unit_id)
      select ${place.issuerId}::uuid, c.account, 'customer:wallet:' || c.id, 'customer', c.id, 'NGN', now(), c.id from made_customer c`;
    await tx`insert into customers (issuer_id, id, phone, name, account_id, created_at, unit_id)
      select ${place.issuerId}::uuid, c.id, c.phone, 'Customer ' || c.n, c.account, now(), c.id from made_customer c`;
    await tx`create temp table made on commit drop as
      select g.n, uuidv7() as operation, uuidv7() as transfer, uuidv7() as hold, c.id as customer, c.account as wallet, c.phone,
             now() - make_interval(secs => ${count}::int - g.n) as at, row_number() over (partition by c.id order by g.n) as turn
        from generate_series(1, ${count}::int) as g(n) join made_customer c on c.n = 1 + g.n % ${place.customers}::int`;
    await tx.unsafe("analyze made_customer; analyze made");
    await insertOperations(tx, place);
    await tx.unsafe("analyze operations");
    await insertTransfers(tx, place);
    await insertAudit(tx, place);
    await countVolume(tx, place);
    await tx`update ledger_accounts a set posted_minor = 100 * m.turns, version = m.turns
      from (select wallet, count(*) as turns from made group by 1) m where a.id = m.wallet`;
    await tx`update ledger_accounts set posted_minor = posted_minor - 100 * ${count}::bigint, version = version + ${count}::bigint
      where id = ${place.distributor.floatAccountId}`;
  });
  await sql`analyze`;
}

// An aggregate that is its own last hash: over a window, the running head of a chain that begins at `first`.
const HASH_CHAIN = `
  create or replace function pg_temp.chain_step(head bytea, first bytea, canonical text) returns bytea language sql immutable
    as $$ select sha256(coalesce(head, first) || convert_to(canonical, 'UTF8')) $$;
  create or replace aggregate pg_temp.hash_chain(bytea, text) (sfunc = pg_temp.chain_step, stype = bytea)`;

async function insertOperations(
  tx: postgres.TransactionSql,
  { issuerId, distributor, maker, checker }: Place,
): Promise<void> {
  await tx`
    insert into operations
    select said.* from made m, lateral jsonb_populate_record(null::operations, jsonb_build_object(
        'issuer_id', ${issuerId}::uuid, 'id', m.operation, 'organisation_id', ${distributor.id}::uuid, 'type', 'cash-in', 'type_version', 1,
        'status', 'completed', 'revision', 1, 'source', 'web', 'maker_id', ${maker.id}::uuid, 'payload',
        jsonb_build_object('to', jsonb_build_object('phone', m.phone)), 'digest', '\\x00'::bytea, 'amount_minor', 100, 'currency', 'NGN',
        'counterparty_kind', 'customer', 'counterparty_id', m.customer, 'counterparty_name', 'Customer', 'counterparty_phone', m.phone,
        'hold_id', m.hold, 'approvals_needed', 1, 'issuer_approvals', 0, 'decider_roles', '{checker}'::text[], 'step_up', false, 'approvals_given', 1, 'expires_at', m.at + interval '1 day', 'created_at', m.at,
        'updated_at', m.at, 'decided_at', m.at, 'transfer_id', m.transfer,
        'sequence_number', m.n + (select sequence_number from ledger_chains where organisation_id = ${distributor.id}),
        'transfer_hash', '\\x00'::bytea, 'local_day', to_char(m.at at time zone 'Africa/Lagos', 'YYYY-MM-DD'), 'unit_id', m.operation)) as o,
        lateral jsonb_populate_record(o, jsonb_build_object('digest', operation_digest(o, canonical_json(o.payload)))) as said`;
  await tx`insert into ledger_holds (issuer_id, id, account_id, held_for, organisation_id, currency, amount_minor, state, created_at, ended_at, unit_id)
    select ${issuerId}::uuid, m.hold, ${distributor.floatAccountId}::uuid, m.operation, ${distributor.id}::uuid, 'NGN', 100, 'settled', m.at, m.at,
           m.operation from made m`;
  await tx`insert into operation_decisions (issuer_id, operation_id, revision, person_id, organisation_id, desk_id, maker_id, decision, session_id, at, unit_id)
    select ${issuerId}::uuid, m.operation, 1, ${checker.id}::uuid, ${distributor.id}::uuid, ${distributor.id}::uuid, ${maker.id}::uuid, 'approve', ${checker.sessionId}::uuid,
           m.at, m.operation from made m`;
}

async function countVolume(tx: postgres.TransactionSql, { issuerId, distributor }: Place): Promise<void> {
  await tx`
    insert into limit_counters (issuer_id, subject, local_day, distributor_id, used_minor, unit_id)
    select ${issuerId}::uuid, 'distributor:' || ${distributor.id}::text, d.day, ${distributor.id}::uuid, d.minor, ${distributor.id}::uuid
      from (select to_char(m.at at time zone 'Africa/Lagos', 'YYYY-MM-DD') as day, 100 * count(*) as minor from made m group by 1) d
        on conflict (issuer_id, subject, local_day) do update set used_minor = limit_counters.used_minor + excluded.used_minor`;
}

async function insertTransfers(tx: postgres.TransactionSql, { issuerId, distributor }: Place): Promise<void> {
  await tx`create temp table leg on commit drop as
    select m.*, c.sequence_number + m.n as sequence, c.head_hash, a.version + m.n as float_version, a.posted_minor - 100 * m.n as float_balance
      from made m, ledger_chains c, ledger_accounts a
     where c.organisation_id = ${distributor.id} and a.id = ${distributor.floatAccountId}`;
  await tx`
    insert into ledger_transfers (issuer_id, id, organisation_id, operation_id, sequence_number, currency, amount_minor, prev_hash, hash,
                                  hash_version, canonical, created_at, unit_id)
    select ${issuerId}::uuid, t.transfer, ${distributor.id}::uuid, t.operation, t.sequence, 'NGN', 100,
           lag(t.hash, 1, t.head_hash) over (order by t.n), t.hash, 1, t.canonical, t.at, t.operation
      from (select l.*, pg_temp.hash_chain(l.head_hash, l.canonical) over (order by l.n) as hash
              from (select x.*, ledger_canonical(${issuerId}::uuid, ${distributor.id}::uuid, x.sequence, x.transfer, x.operation, x.at, 'NGN',
                              array[${distributor.floatAccountId}::uuid, x.wallet], array[-100, 100]::bigint[], array[x.float_version, x.turn],
                              array[x.float_balance, 100 * x.turn]) as canonical from leg x) l) t`;
  await tx`
    insert into ledger_entries (issuer_id, account_id, account_version, transfer_id, leg, organisation_id, currency, amount_minor,
                                balance_after_minor, created_at, unit_id)
    select ${issuerId}::uuid, e.account, e.version, l.transfer, e.leg, ${distributor.id}::uuid, 'NGN', e.amount, e.balance, l.at, l.operation
      from leg l, lateral (values (1::smallint, ${distributor.floatAccountId}::uuid, l.float_version, -100, l.float_balance),
                                  (2::smallint, l.wallet, l.turn, 100, 100 * l.turn)) as e(leg, account, version, amount, balance)`;
  await tx`update operations o set transfer_hash = t.hash from ledger_transfers t where t.operation_id = o.id and o.transfer_hash = '\\x00'`;
  await tx`update ledger_chains c set sequence_number = t.sequence_number, head_hash = t.hash
    from (select sequence_number, hash from ledger_transfers where organisation_id = ${distributor.id} order by 1 desc limit 1) t
   where c.organisation_id = ${distributor.id}`;
}

async function insertAudit(
  tx: postgres.TransactionSql,
  { issuerId, distributor, maker, checker }: Place,
): Promise<void> {
  await tx`
    insert into audit_entries (issuer_id, organisation_id, seq, at, actor, action, subject_kind, subject_id, request_id, address, detail,
                               prev_hash, hash, canonical, unit_id)
    select ${issuerId}::uuid, ${distributor.id}::uuid, t.seq, t.at, t.actor, t.action, 'operation', t.operation, 'fill', null, t.detail,
           lag(t.hash, 1, t.head_hash) over (order by t.seq), t.hash, t.canonical, t.operation
      from (select l.*, pg_temp.hash_chain(l.head_hash, l.canonical) over (order by l.seq) as hash
              from (select x.*, audit_canonical(${issuerId}::uuid, ${distributor.id}::uuid, x.seq, x.at, x.actor, x.action, 'operation',
                                                x.operation, 'fill', null, x.detail) as canonical
                      from (select m.operation, m.at, c.head_hash, c.seq + 3 * (m.n - 1) + s.step as seq, s.action, s.actor, s.detail
                              from made m join operations o on o.id = m.operation, audit_chains c, lateral (values
                                (1, 'operation.submitted', ${`person:${maker.id}`}, jsonb_build_object('type', 'cash-in', 'amount', '1.00',
                                   'currency', 'NGN', 'source', 'web', 'approvals', 1, 'digest', encode(o.digest, 'hex'))),
                                (2, 'operation.completed', ${`person:${checker.id}`}, jsonb_build_object('type', 'cash-in', 'amount', '1.00',
                                   'currency', 'NGN')),
                                (3, 'operation.approved', ${`person:${checker.id}`}, jsonb_build_object('revision', 1, 'digest',
                                   encode(o.digest, 'hex'), 'session', ${checker.sessionId}::text))) as s(step, action, actor, detail)
                             where c.organisation_id = ${distributor.id}) x) l) t`;
  await tx`update audit_chains c set seq = t.seq, head_hash = t.hash
    from (select seq, hash from audit_entries where organisation_id = ${distributor.id} order by 1 desc limit 1) t
   where c.organisation_id = ${distributor.id}`;
}
