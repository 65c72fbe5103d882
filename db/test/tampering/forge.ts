import { type Tamper, text } from "./tampering";

/** Makes a chain of transfers anew from a place on, with true hashes, as its rows now stand. */
const rechainTransfers = (organisation: string, from: number): string => `
  do $$ declare r record; h bytea; c text; begin
    h := coalesce((select hash from ledger_transfers where organisation_id = ${text(organisation)} and sequence_number = ${from - 1}),
                  decode(repeat('00', 32), 'hex'));
    for r in select t.*, l.* from ledger_transfers t, lateral (
               select array_agg(account_id order by leg) as a, array_agg(amount_minor order by leg) as m,
                      array_agg(account_version order by leg) as v, array_agg(balance_after_minor order by leg) as b
                 from ledger_entries e where e.transfer_id = t.id) l
              where t.organisation_id = ${text(organisation)} and t.sequence_number >= ${from} order by t.sequence_number loop
      c := ledger_canonical(r.issuer_id, r.organisation_id, r.sequence_number, r.id, r.operation_id, r.created_at, r.currency, r.a, r.m, r.v, r.b);
      update ledger_transfers set prev_hash = h, canonical = c, hash = sha256(h || convert_to(c, 'UTF8')) where id = r.id;
      h := sha256(h || convert_to(c, 'UTF8'));
      update operations set transfer_hash = h where transfer_id = r.id;
    end loop;
    update ledger_chains set head_hash = h where organisation_id = ${text(organisation)};
  end $$`;

/** The same for a chain of audit entries. */
const rechainAudit = (organisation: string, from: number): string => `
  do $$ declare r record; h bytea; c text; begin
    h := coalesce((select hash from audit_entries where organisation_id = ${text(organisation)} and seq = ${from - 1}), decode(repeat('00', 32), 'hex'));
    for r in select * from audit_entries where organisation_id = ${text(organisation)} and seq >= ${from} order by seq loop
      c := audit_canonical(r.issuer_id, r.organisation_id, r.seq, r.at, r.actor, r.action, r.subject_kind, r.subject_id, r.request_id, r.address, r.detail);
      update audit_entries set prev_hash = h, canonical = c, hash = sha256(h || convert_to(c, 'UTF8'))
       where organisation_id = r.organisation_id and seq = r.seq;
      h := sha256(h || convert_to(c, 'UTF8'));
    end loop;
    update audit_chains set head_hash = h where organisation_id = ${text(organisation)};
  end $$`;

/** The issuer's funding is moved to another day, and everything behind it made to fit: nothing but a copy knows better. */
export const forgeTransfers: Tamper = (past, random) => {
  const row = random.pick(past.transfers.filter(({ organisation_id }) => organisation_id === past.issuer));
  const place = Number(row.sequence_number);
  const sql = `update ledger_transfers set created_at = created_at - interval '1 day' where id = ${text(row.id)};
    update ledger_entries set created_at = created_at - interval '1 day' where transfer_id = ${text(row.id)};
    ${rechainTransfers(row.organisation_id, place)}`;
  return {
    how: "ledger_transfers: a chain made anew with true hashes",
    sql,
    since: { kind: "transfers", organisation: row.organisation_id, place },
  };
};

/** What a checker read is changed, with its digest, in the operation, in the decision's record and in the whole chain behind it. */
export const forgeAudit: Tamper = (past, random) => {
  const row = random.pick(past.audit.filter(({ action }) => action === "operation.submitted"));
  const place = Number(row.seq);
  const id = text(row.subject_id);
  const sql = `update operations set memo = 'never said' where id = ${id};
    update operations o set digest = operation_digest(o, canonical_json(o.payload)) where id = ${id};
    update audit_entries a set detail = a.detail || jsonb_build_object('digest', encode(o.digest, 'hex'))
      from operations o where o.id = ${id} and a.subject_id = o.id and a.detail ? 'digest';
    ${rechainAudit(row.organisation_id, place)}`;
  return {
    how: "operations: a note and all that vouches for it",
    sql,
    since: { kind: "audit", organisation: row.organisation_id, place },
  };
};

/** Ends of chains are cut and their heads made to fit. */
export const cut: Tamper = (past, random) => {
  const chain = random.pick(past.chains);
  const kind = random.pick(["transfers", "audit"] as const);
  const last = Number(chain[kind]);
  const place = 1 + random.below(last);
  const [table, column, chains] =
    kind === "audit"
      ? ["audit_entries", "seq", "audit_chains"]
      : ["ledger_transfers", "sequence_number", "ledger_chains"];
  const of = `organisation_id = ${text(chain.organisation_id)}`;
  const sql = `delete from ledger_entries e using ledger_transfers t
       where ${kind === "transfers"} and t.id = e.transfer_id and t.${of} and t.sequence_number >= ${place};
    delete from ${table} where ${of} and ${column} >= ${place};
    update ${chains} set ${column} = ${place - 1}, head_hash = coalesce((select hash from ${table} where ${of} and ${column} = ${place - 1}),
      decode(repeat('00', 32), 'hex')) where ${of}`;
  return {
    how: `${table}: the end is cut and the head rewritten`,
    sql,
    since: { kind, organisation: chain.organisation_id, place },
  };
};
