import type { Plant } from "./planted-ledger";

const operation = (id: string, change: string) => `update operations set ${change} where id = '${id}'`;
const withdrawal = (id: string, change: string) => `update withdrawal_requests set ${change} where id = '${id}'`;
const anyUuid = "'00000000-0000-4000-8000-000000000001'";

/** What our own bugs, or somebody with the superuser's rights, could do to operations, their holds, the queue and the audit behind the functions' back. */
export const PLANTED_IN_OPERATIONS: readonly Plant[] = [
  {
    kind: "hold-without-reason",
    how: "an operation ends and its hold stays open",
    sql: (h) => operation(h.pending, "status = 'cancelled'"),
  },
  {
    kind: "hold-without-reason",
    how: "a queued request ends and its hold stays open",
    sql: (h) => withdrawal(h.waiting, "status = 'fulfilled'"),
  },
  {
    kind: "operation-without-hold",
    how: "a hold is freed while its operation waits",
    sql: (h) => `update ledger_holds set state = 'released', ended_at = now() where held_for = '${h.pending}'`,
  },
  {
    kind: "operation-transfer",
    how: "an operation is completed without a transfer",
    sql: (h) => operation(h.pending, "status = 'completed'"),
  },
  {
    kind: "operation-transfer",
    how: "a rejected operation has moved money",
    sql: (h) => operation(h.completed, "status = 'rejected'"),
  },
  {
    kind: "operation-transfer",
    how: "an operation says another amount than was moved",
    sql: (h) => operation(h.completed, "amount_minor = amount_minor + 1"),
  },
  {
    kind: "operation-transfer",
    how: "an operation names another transfer's proof",
    sql: (h) => operation(h.completed, "transfer_hash = sha256('another')"),
  },
  {
    kind: "operation-batch",
    how: "an operation of a file says another amount than its row",
    sql: (h) => `update batch_rows set amount_minor = amount_minor + 1 where operation_id = '${h.ofFile}'`,
  },
  {
    kind: "operation-batch",
    how: "a file was submitted by somebody else",
    sql: () => `update batches set maker_id = ${anyUuid}`,
  },
  {
    kind: "batch-line",
    how: "a row of a file names an operation that was made by hand",
    sql: (h) => `update batch_rows set operation_id = '${h.pending}'`,
  },
  {
    kind: "operation-counterparty",
    how: "an operation's money went to somebody else",
    sql: (h) => operation(h.completed, `counterparty_id = ${anyUuid}`),
  },
  {
    kind: "transfer-without-operation",
    how: "an operation is deleted",
    sql: (h) => `delete from operations where id = '${h.completed}'`,
  },
  {
    kind: "operation-unapproved",
    how: "an approval is deleted",
    sql: (h) => `delete from operation_decisions where operation_id = '${h.completed}'`,
  },
  {
    kind: "decided-by-maker",
    how: "the decider is made to be the maker",
    sql: (h) => `alter table operation_decisions drop constraint operation_decisions_four_eyes;
      update operation_decisions set person_id = maker_id where operation_id = '${h.completed}'`,
  },
  {
    kind: "decided-by-maker",
    how: "a decision names somebody else as the maker",
    sql: (h) => `update operation_decisions set maker_id = ${anyUuid} where operation_id = '${h.completed}'`,
  },
  {
    kind: "decided-through-controlled-identity",
    how: "the maker had invited the decider a day before",
    sql: (h) => `insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id, at)
      select person_id, maker_id, issuer_id, 'invite', operation_id, at - interval '1 day' from operation_decisions
       where operation_id = '${h.completed}'`,
  },
  {
    kind: "decided-without-code",
    how: "an approval needed a fresh code and none was shown for it",
    sql: (h) => operation(h.completed, "step_up = true"),
  },
  {
    kind: "consent-unproven",
    how: "a customer is said to have agreed who was never asked",
    sql: (h) =>
      operation(h.pending, "consent = 'given', consent_at = now(), consent_via = 'code', seconds_to_decide = 60"),
  },
  {
    kind: "operation-digest",
    how: "a note is changed after the decision",
    sql: (h) => operation(h.completed, "memo = 'something else'"),
  },
  {
    kind: "operation-unrecorded",
    how: "a note is changed, and its digest with it",
    sql: (h) =>
      `${operation(h.completed, "memo = 'something else'")};
      update operations o set digest = operation_digest(o, canonical_json(o.payload)) where id = '${h.completed}'`,
  },
  {
    kind: "operation-digest",
    how: "what an operation said before it was changed is rewritten",
    sql: (h) => `update operation_revisions set memo = 'something else' where operation_id = '${h.revised}'`,
  },
  {
    kind: "operation-unrecorded",
    how: "what an operation says now is rewritten, and its digest with it",
    sql: (h) =>
      `${operation(h.revised, "memo = 'something else'")};
      update operations o set digest = operation_digest(o, canonical_json(o.payload)) where id = '${h.revised}'`,
  },
  {
    kind: "operation-missing",
    how: "an older revision is deleted",
    sql: (h) => `delete from operation_revisions where operation_id = '${h.revised}'`,
  },
  {
    kind: "operation-without-hold",
    how: "what an older revision held is held again",
    sql: (h) =>
      `update ledger_holds set state = 'open', ended_at = null where state = 'released' and held_for = '${h.revised}'`,
  },
  {
    kind: "operation-maker",
    how: "a key's operation is given to another maker",
    sql: (h) => operation(h.completed, `maker_id = ${anyUuid}`),
  },
  {
    kind: "operation-end",
    how: "a rejected operation is said to have been recalled",
    sql: (h) => operation(h.rejected, "status = 'cancelled'"),
  },
  {
    kind: "operation-missing",
    how: "a rejected operation is deleted",
    sql: (h) => `delete from operations where id = '${h.rejected}'`,
  },
  {
    kind: "operation-reversal",
    how: "more goes back than had come",
    sql: (h) => operation(h.reversing, "amount_minor = 123457"),
  },
  {
    kind: "operation-reversal",
    how: "a reversal goes to somebody else",
    sql: (h) => operation(h.reversing, `counterparty_id = ${anyUuid}`),
  },
  {
    kind: "operation-reversal",
    how: "what is reversed completed too long ago",
    sql: (h) => operation(h.completed, "decided_at = decided_at - interval '91 days'"),
  },
  {
    kind: "operation-reversal",
    how: "what is reversed did not complete",
    sql: (h) => operation(h.reversing, `reversal_of = '${h.pending}'`),
  },
  {
    kind: "decision-unrecorded",
    how: "a reason is changed",
    sql: (h) => `update operation_decisions set comment = 'another' where operation_id = '${h.rejected}'`,
  },
  {
    kind: "withdrawal-unrecorded",
    how: "a request is deleted",
    sql: (h) => `delete from withdrawal_requests where id = '${h.waiting}'`,
  },
  {
    kind: "withdrawal-unrecorded",
    how: "a request is taken back that nobody took back",
    sql: (h) => withdrawal(h.waiting, "status = 'cancelled'"),
  },
  {
    kind: "withdrawal-without-hold",
    how: "a request is taken back and its money stays held",
    sql: (h) => withdrawal(h.waiting, "status = 'cancelled'"),
  },
  {
    kind: "withdrawal-state",
    how: "a request is taken back that a distributor has",
    sql: (h) => withdrawal(h.taken, "status = 'cancelled'"),
  },
  {
    kind: "withdrawal-state",
    how: "a request waits and is taken at once",
    sql: (h) => withdrawal(h.taken, "status = 'waiting'"),
  },
  {
    kind: "withdrawal-state",
    how: "a request is taken by nobody",
    sql: (h) => withdrawal(h.waiting, "status = 'taken'"),
  },
  {
    kind: "withdrawal-state",
    how: "a request is paid out without a completed operation",
    sql: (h) => withdrawal(h.taken, "status = 'fulfilled'"),
  },
  {
    kind: "withdrawal-without-hold",
    how: "a request waits for more than is held",
    sql: (h) => withdrawal(h.waiting, "amount_minor = amount_minor + 1"),
  },
  {
    kind: "withdrawal-without-hold",
    how: "a request's hold and the held amount are freed while it waits",
    sql: (h) => `update ledger_holds set state = 'released', ended_at = now() where held_for = '${h.waiting}';
      update ledger_accounts set held_minor = held_minor - 100000 where id = '${h.customer.accountId}'`,
  },
  {
    kind: "audit-chain",
    how: "an audit entry is changed",
    sql: (h) => `update audit_entries set actor = 'system:nobody' where subject_id = '${h.completed}'`,
  },
  {
    kind: "audit-chain",
    how: "an audit entry in the middle is deleted",
    sql: (h) => `delete from audit_entries where organisation_id = '${h.distributor.id}' and seq = 1`,
  },
  {
    kind: "audit-chain-head",
    how: "the newest audit entry is deleted",
    sql: (h) => `delete from audit_entries a where organisation_id = '${h.distributor.id}'
      and seq = (select max(seq) from audit_entries b where b.organisation_id = a.organisation_id)`,
  },
  {
    kind: "audit-chain-head",
    how: "a chain's head is deleted",
    sql: (h) => `delete from audit_chains where organisation_id = '${h.distributor.id}'`,
  },
];
