import type postgres from "postgres";

type Row<K extends string> = Readonly<Record<K, string>>;

/** All that stands in the tables, to choose from. Numbers are digits. */
export type Past = {
  readonly issuer: string;
  readonly transfers: readonly Row<"id" | "organisation_id" | "operation_id" | "sequence_number">[];
  readonly entries: readonly Row<"transfer_id" | "leg" | "account_id" | "account_version" | "amount_minor">[];
  readonly holds: readonly Row<"id" | "held_for" | "account_id" | "state">[];
  readonly accounts: readonly Row<"id" | "owner_id" | "owner_kind">[];
  readonly operations: readonly Row<"id" | "organisation_id" | "status" | "maker_key_id">[];
  readonly decisions: readonly Row<"operation_id" | "person_id" | "decision">[];
  readonly audit: readonly Row<"organisation_id" | "seq" | "action" | "subject_id">[];
  readonly chains: readonly Row<"organisation_id" | "transfers" | "audit">[];
  readonly counters: readonly Row<"subject" | "local_day">[];
  readonly policies: readonly Row<"operation_id">[];
  readonly people: readonly string[];
};

/** Reads it all, in an order that stays the same. */
export async function readPast(sql: postgres.Sql, issuer: string, people: readonly string[]): Promise<Past> {
  const all = async (query: string) => (await sql.unsafe(query)).map((row) => ({ ...row })) as never;
  return {
    issuer,
    people,
    transfers: await all("select id, organisation_id, operation_id, sequence_number from ledger_transfers order by id"),
    entries: await all(
      "select transfer_id, leg, account_id, account_version, amount_minor from ledger_entries order by transfer_id, leg",
    ),
    holds: await all(`select h.id, h.held_for, h.account_id, h.state from ledger_holds h
       where exists (select from operations o where o.hold_id = h.id)
          or exists (select from withdrawal_requests w where w.hold_id = h.id) order by h.id`),
    accounts: await all(`select id, owner_id, owner_kind from ledger_accounts where version > 0 order by id`),
    operations: await all(
      "select id, organisation_id, status, maker_key_id from operations where amount_minor is not null order by id",
    ),
    decisions: await all("select operation_id, person_id, decision from operation_decisions order by operation_id"),
    audit: await all(
      "select organisation_id, seq, action, subject_id from audit_entries order by organisation_id, seq",
    ),
    counters: await all(
      "select subject, local_day from limit_counters where used_minor > 0 order by subject, local_day",
    ),
    policies: await all("select operation_id from approval_policies order by operation_id"),
    chains: await all(`select c.organisation_id, c.sequence_number as transfers, a.seq as audit
       from ledger_chains c join audit_chains a using (organisation_id) where c.sequence_number > 0 order by 1`),
  };
}
