// What the tables are filled with, as SQL. Operation number i is the i-th newest, 8.64 seconds older than the one before: 10,000 a day, so
// that a longer history is more days and not busier ones. Even numbers are the busy distributor's.

/** Operations of the first, short history; only these can still be pending. */
export const SHORT = 10_000;

/** Operations of a customer, on average; a longer history has as many more customers. */
export const PER_CUSTOMER = 10;

/** Tables that are filled with operations and what belongs to them. */
export const FILLED = [
  "audit_entries",
  "ledger_transfers",
  "operations",
  "ledger_entries",
  "ledger_holds",
  "operation_decisions",
  "idempotency_keys",
] as const;

/** Numbers of what stands in chains and on accounts count down into the past from here on; what was written before the fill has lower ones. */
export type Room = { readonly version: number; readonly sequence: number; readonly audit: number };

/** Parts that are worked out at the same time, each in a table of its own: one for each core of the least machine. */
export const LANES = 2;

/**
 * A function that gives the same UUIDv7 for the same thing each time (`kind`: three hex digits, `ms`: its time), customers by number, and
 * the tables that parts of the history are worked out in.
 */
export const PREPARE = `
  create function bare.history_id(kind text, i bigint, ms bigint) returns uuid language sql immutable as $$
    select (lpad(to_hex(ms), 12, '0') || '7' || kind || '8' || lpad(to_hex(i), 15, '0'))::uuid $$;
  create table bare.history_customers (n bigint primary key, id uuid, account uuid, phone text, name text);
  create unlogged table bare.history_part_0 (
    i bigint, at timestamptz, status text, type text, source text, amount bigint, distributor uuid, float uuid, maker uuid, checker uuid,
    session uuid, key uuid, customer uuid, wallet uuid, phone text, name text, operation uuid, hold uuid, transfer uuid, unit uuid);
  create unlogged table bare.history_part_1 (like bare.history_part_0);`;

/** The world's own customers, numbered by their phones. */
export const worldCustomers = (issuer: string) => `
  insert into bare.history_customers
  select substr(phone, 7)::bigint - 10000000, id, account_id, phone, name from customers where issuer_id = '${issuer}'`;

/** Customers that are not there yet, up to so many, each with a wallet. */
export const moreCustomers = (issuer: string, from: number, many: number, head: number) => `
  insert into bare.history_customers
  select n, bare.history_id('c00', n, 1700000000000), bare.history_id('a00', n, 1700000000000), '+23481' || (10000000 + n), 'Customer ' || n
    from generate_series(${from}::bigint, ${many - 1}) n;
  insert into ledger_accounts (issuer_id, id, code, owner_kind, owner_id, currency, posted_minor, version, unit_id)
  select '${issuer}', account, 'customer:wallet:' || id, 'customer', id, 'NGN', 5000000, ${head}, id
    from bare.history_customers where n >= ${from};
  insert into customers (issuer_id, id, phone, name, account_id, unit_id)
  select '${issuer}', id, phone, name, account, id from bare.history_customers where n >= ${from};
  analyze bare.history_customers`;

/** What parts are worked out from: when the newest operation was made (milliseconds), and how many wallets, customers and distributors. */
export type Plan = {
  readonly now: number;
  readonly wallets: number;
  readonly customers: number;
  readonly others: number;
};

/** Works out the operations from number `from` to `to`, oldest first. */
export const part = (lane: number, from: number, to: number, { now, wallets, customers, others }: Plan) => `
  truncate bare.history_part_${lane};
  insert into bare.history_part_${lane}
  select g.i, to_timestamp(g.ms / 1000.0),
         case when g.i <= ${SHORT} and g.k % 50 = 0 then 'pending'
              else case when g.k % 100 < 90 then 'completed' when g.k % 100 < 94 then 'rejected' when g.k % 100 < 97 then 'cancelled'
                        when g.k % 100 < 99 then 'expired' else 'failed' end end,
         case when g.k % 3 = 0 then 'cash-out-fulfillment' else 'cash-in' end,
         case when g.k % 2 = 0 then 'api' else 'web' end,
         100 * (50 + (g.i * 7919) % 50000), d.id, d.float, d.maker, d.checker, d.session, d.key, c.id, c.account, c.phone, c.name,
         bare.history_id('001', g.i, g.ms), bare.history_id('002', g.i, g.ms), bare.history_id('003', g.i, g.ms + 300000),
         bare.history_id('004', g.i, g.ms)
    from (select i, i / 2 as k, ${now} - i * 8640 as ms from generate_series(${to}::bigint, ${from}, -1) i) g
    join bare.history_distributors d on d.n = case when g.i % 2 = 0 then 0 else 1 + g.k % ${others} end
    join bare.history_customers c
      on c.n = case when g.i <= ${SHORT} or ${customers} = ${wallets} then g.i % ${wallets}
                    else ${wallets} + g.i % ${Math.max(1, customers - wallets)} end`;

/**
 * Fills the tables with the part, each with one statement; those that take longest come first.
 * @param newest the number just after the newest operation
 */
export function fill(lane: number, issuer: string, newest: number, room: Room): readonly string[] {
  const sequence = (base: number) => `(${base} + ${newest} - i)`;
  return [
    `insert into audit_entries (issuer_id, organisation_id, seq, at, actor, action, subject_kind, subject_id, request_id, address, detail,
       prev_hash, hash, canonical, unit_id)
     select '${issuer}', distributor, 2 * ${sequence(room.audit)} + a.n, at + a.n * interval '5 min', 'person:' || a.person, a.action,
       'operation', operation, unit, '127.0.0.1', ('{"type": "' || type || '", "amount": "' || amount || '", "currency": "NGN"}')::jsonb,
       sha256(uuid_send(unit)), sha256(uuid_send(operation)),
       concat_ws(', ', '["audit/1"', '${issuer}', distributor, ${sequence(room.audit)}, at, a.person, a.action, 'operation', operation,
         unit, '127.0.0.1', '{"type": "' || type || '", "amount": "' || amount || '", "currency": "NGN"}]'),
       unit
     from bare.history_part_${lane},
          lateral (values (0, maker, 'operation.submitted'), (1, checker, 'operation.' || status)) as a(n, person, action)
     where a.n = 0 or status <> 'pending'`,
    `insert into ledger_transfers (issuer_id, id, organisation_id, operation_id, sequence_number, currency, amount_minor, prev_hash, hash,
       hash_version, canonical, created_at, unit_id)
     select '${issuer}', transfer, distributor, operation, ${sequence(room.sequence)}, 'NGN', amount, sha256(uuid_send(hold)),
       sha256(uuid_send(transfer)), 1,
       concat_ws('|', 'transfer/1', '${issuer}', distributor, ${sequence(room.sequence)}, transfer, operation,
         to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'NGN', float || ':' || -amount || ':' || i || ':' || 1000000000 + i,
         wallet || ':' || amount || ':' || i || ':' || 5000000 + i),
       at + interval '5 min', unit
     from bare.history_part_${lane} where status = 'completed'`,
    `insert into operations (issuer_id, id, organisation_id, type, type_version, status, source, maker_id, maker_key_id, payload, digest,
       amount_minor, currency, counterparty_kind, counterparty_id, counterparty_name, counterparty_phone, reference, reference_key, memo, hold_id,
       approvals_given, expires_at, created_at, updated_at, decided_at, transfer_id, sequence_number, transfer_hash, failure_code,
       local_day, unit_id)
     select '${issuer}', operation, distributor, type, 1, status, source, maker, case source when 'api' then key end,
       case type when 'cash-in' then jsonb_build_object('to', jsonb_build_object('phone', phone))
                 else '{"fulfilmentType": "cash"}'::jsonb end,
       sha256(uuid_send(operation)), amount, 'NGN', 'customer', customer, name, phone,
       case when type <> 'cash-in' then 'R' || i end, case when type <> 'cash-in' then 'r' || i end, case when i % 7 = 0 then 'School fees' end, hold,
       case when status in ('completed', 'failed') then 1 else 0 end, at + interval '1 day', at, at + interval '5 min',
       case when status in ('completed', 'failed', 'rejected') then at + interval '5 min' end,
       case status when 'completed' then transfer end, case status when 'completed' then ${sequence(room.sequence)} end,
       case status when 'completed' then sha256(uuid_send(transfer)) end, case status when 'failed' then 'ledger.account-closed' end,
       to_char(at at time zone 'Africa/Lagos', 'YYYY-MM-DD'), unit
     from bare.history_part_${lane}`,
    `insert into ledger_entries (issuer_id, account_id, account_version, transfer_id, leg, organisation_id, currency, amount_minor,
       balance_after_minor, created_at, unit_id)
     select '${issuer}', l.account, ${sequence(room.version)}, transfer, l.leg, distributor, 'NGN',
       case when l.leg = 1 then -amount else amount end, 1000000000 + i, at + interval '5 min', unit
     from bare.history_part_${lane},
          lateral (values (1::smallint, case type when 'cash-in' then float else wallet end),
                          (2::smallint, case type when 'cash-in' then wallet else float end)) as l(leg, account)
     where status = 'completed'`,
    `insert into ledger_holds (issuer_id, id, account_id, held_for, organisation_id, currency, amount_minor, state, created_at, ended_at,
       unit_id)
     select '${issuer}', hold, case type when 'cash-in' then float else wallet end, operation, distributor, 'NGN', amount,
       case status when 'pending' then 'open' when 'completed' then 'settled' else 'released' end, at,
       case when status <> 'pending' then at + interval '5 min' end, unit
     from bare.history_part_${lane}`,
    `insert into operation_decisions (issuer_id, operation_id, revision, person_id, organisation_id, desk_id, maker_id, decision, comment,
       session_id, at, unit_id)
     select '${issuer}', operation, 1, checker, distributor, distributor, maker, case status when 'rejected' then 'reject' else 'approve' end,
       case status when 'rejected' then 'Wrong amount' end, session, at + interval '5 min', unit
     from bare.history_part_${lane} where status in ('completed', 'failed', 'rejected')`,
    `insert into idempotency_keys (issuer_id, organisation_id, surface, key, request_hash, operation_id, created_at, unit_id)
     select '${issuer}', distributor, 'api', 'till-' || i, sha256(uuid_send(hold)), operation, at, unit
     from bare.history_part_${lane} where source = 'api'`,
  ];
}

/** Accounts hold what waits. */
export const held = (issuer: string) => `
  update ledger_accounts a set held_minor = h.held
    from (select account_id, sum(amount_minor) as held from ledger_holds where issuer_id = '${issuer}' and state = 'open' group by 1) h
   where a.issuer_id = '${issuer}' and a.id = h.account_id`;
