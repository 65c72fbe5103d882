-- Schema inspect: read-only views for auditors, named and shaped for people who build on them. The views belong to portal_auditor, the
-- only role whose policies read every tenant; the owner may select from them without inheriting that role. Ids are bare uuids.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'inspect') THEN
    CREATE SCHEMA inspect;
  END IF;
END $$;
GRANT USAGE, CREATE ON SCHEMA inspect TO portal_auditor;

SET ROLE portal_auditor;
DROP VIEW IF EXISTS inspect.violations, inspect.audit, inspect.transfers, inspect.decisions, inspect.operations, inspect.accounts,
  inspect.entries;

CREATE VIEW inspect.entries AS
  SELECT transfer_id, account_id, currency, amount_minor, created_at FROM public.ledger_entries;

CREATE VIEW inspect.accounts AS
  SELECT id, owner_id, owner_kind, currency, posted_minor, held_minor, minimum_minor IS NULL AS may_be_negative
    FROM public.ledger_accounts;

CREATE VIEW inspect.operations AS
  SELECT id, distributor_id, type, status, amount_minor, maker_id, maker_key_id, transfer_id FROM public.operations;

CREATE VIEW inspect.decisions AS
  SELECT operation_id, person_id, decision, at FROM public.operation_decisions;

-- distributor_id is the organisation whose chain it stands in; the issuer's own funding stands in the issuer's.
CREATE VIEW inspect.transfers AS
  SELECT id, organisation_id AS distributor_id, operation_id, sequence_number, prev_hash, hash, canonical FROM public.ledger_transfers;

CREATE VIEW inspect.audit AS
  SELECT organisation_id AS distributor_id, seq, at, actor, action, prev_hash, hash, canonical FROM public.audit_entries;

-- Must always be empty.
CREATE VIEW inspect.violations AS
  WITH entry_sums AS (
    SELECT issuer_id, account_id, sum(amount_minor) AS posted, max(account_version) AS version, count(*) AS entries
      FROM public.ledger_entries GROUP BY 1, 2),
  open_holds AS (
    SELECT issuer_id, account_id, sum(amount_minor) AS held FROM public.ledger_holds WHERE state = 'open' GROUP BY 1, 2),
  transfer_sums AS (
    SELECT issuer_id, transfer_id, sum(amount_minor) AS total, count(*) AS legs, count(DISTINCT currency) AS currencies,
           max(amount_minor) AS amount
      FROM public.ledger_entries GROUP BY 1, 2),
  approvals AS (
    SELECT issuer_id, operation_id, revision, count(*) AS given FROM public.operation_decisions WHERE decision = 'approve' GROUP BY 1, 2, 3)
  SELECT 'account-posted' AS violation, a.id::text AS subject,
         format('posted %s, entries %s', a.posted_minor, coalesce(s.posted, 0)) AS detail
    FROM public.ledger_accounts a LEFT JOIN entry_sums s ON s.issuer_id = a.issuer_id AND s.account_id = a.id
   WHERE a.posted_minor <> coalesce(s.posted, 0)
  UNION ALL
  SELECT 'account-version', a.id::text, format('version %s, entries %s up to %s', a.version, coalesce(s.entries, 0), coalesce(s.version, 0))
    FROM public.ledger_accounts a LEFT JOIN entry_sums s ON s.issuer_id = a.issuer_id AND s.account_id = a.id
   WHERE a.version <> coalesce(s.entries, 0) OR a.version <> coalesce(s.version, 0)
  UNION ALL
  SELECT 'account-held', a.id::text, format('held %s, open holds %s', a.held_minor, coalesce(h.held, 0))
    FROM public.ledger_accounts a LEFT JOIN open_holds h ON h.issuer_id = a.issuer_id AND h.account_id = a.id
   WHERE a.held_minor <> coalesce(h.held, 0)
  UNION ALL
  SELECT 'account-negative', a.id::text, format('posted %s, held %s', a.posted_minor, a.held_minor)
    FROM public.ledger_accounts a
   WHERE a.held_minor < 0 OR (a.owner_kind <> 'issuer' AND (a.minimum_minor IS NULL OR a.posted_minor - a.held_minor < a.minimum_minor))
  UNION ALL
  SELECT 'entry-without-account', e.transfer_id::text, e.account_id::text
    FROM public.ledger_entries e
   WHERE NOT EXISTS (SELECT FROM public.ledger_accounts a
                      WHERE a.issuer_id = e.issuer_id AND a.id = e.account_id AND a.currency = e.currency)
  UNION ALL
  SELECT 'entry-balance', e.transfer_id::text, format('account %s version %s', e.account_id, e.account_version)
    FROM (SELECT x.*, sum(x.amount_minor) OVER (PARTITION BY x.issuer_id, x.account_id ORDER BY x.account_version) AS running
            FROM public.ledger_entries x) e
   WHERE e.running <> e.balance_after_minor
  UNION ALL
  SELECT 'entry-without-transfer', s.transfer_id::text, 'entries of a transfer that does not exist'
    FROM transfer_sums s WHERE NOT EXISTS (SELECT FROM public.ledger_transfers t WHERE t.issuer_id = s.issuer_id AND t.id = s.transfer_id)
  UNION ALL
  SELECT 'transfer-unbalanced', t.id::text, format('sum %s, legs %s, currencies %s', s.total, coalesce(s.legs, 0), s.currencies)
    FROM public.ledger_transfers t LEFT JOIN transfer_sums s ON s.issuer_id = t.issuer_id AND s.transfer_id = t.id
   WHERE s.legs IS NULL OR s.total <> 0 OR s.legs < 2 OR s.currencies <> 1 OR s.amount <> t.amount_minor
  UNION ALL
  SELECT 'currency-sum', issuer_id::text, format('%s sums to %s', currency, sum(posted_minor))
    FROM public.ledger_accounts GROUP BY issuer_id, currency HAVING sum(posted_minor) <> 0
  UNION ALL
  SELECT 'hold-without-reason', h.id::text, format('open for %s', h.held_for)
    FROM public.ledger_holds h
   WHERE h.state = 'open'
     AND NOT EXISTS (SELECT FROM public.operations o
                      WHERE o.issuer_id = h.issuer_id AND o.id = h.held_for AND o.hold_id = h.id AND o.status IN ('pending', 'executing'))
     AND NOT EXISTS (SELECT FROM public.withdrawal_requests w
                      WHERE w.issuer_id = h.issuer_id AND w.id = h.held_for AND w.hold_id = h.id AND w.status IN ('waiting', 'taken'))
  UNION ALL
  SELECT 'operation-without-hold', o.id::text, o.status
    FROM public.operations o
   WHERE o.status IN ('pending', 'executing') AND o.amount_minor IS NOT NULL
     AND NOT EXISTS (SELECT FROM public.ledger_holds h WHERE h.issuer_id = o.issuer_id AND h.id = o.hold_id AND h.state = 'open'
                        AND h.amount_minor = o.amount_minor AND h.currency = o.currency)
  UNION ALL
  SELECT 'operation-transfer', o.id::text, format('%s, transfer %s', o.status, coalesce(o.transfer_id::text, '-'))
    FROM public.operations o
    LEFT JOIN public.ledger_transfers t ON t.issuer_id = o.issuer_id AND t.operation_id = o.id
   WHERE o.amount_minor IS NOT NULL
     AND CASE WHEN o.status = 'completed'
              THEN t.id IS NULL OR o.transfer_id IS DISTINCT FROM t.id OR t.amount_minor <> o.amount_minor OR t.currency <> o.currency
                OR t.organisation_id <> o.distributor_id OR t.sequence_number IS DISTINCT FROM o.sequence_number
                OR t.hash IS DISTINCT FROM o.transfer_hash
              ELSE t.id IS NOT NULL OR o.transfer_id IS NOT NULL END
  UNION ALL
  SELECT 'operation-counterparty', o.id::text, format('leg %s on the account of %s', e.leg, a.owner_id)
    FROM public.operations o
    JOIN public.ledger_entries e ON e.issuer_id = o.issuer_id AND e.transfer_id = o.transfer_id
    JOIN public.ledger_accounts a ON a.issuer_id = e.issuer_id AND a.id = e.account_id
   -- As check_transfers_approved() has it: a type that is not named moves nothing.
   WHERE a.owner_id IS DISTINCT FROM CASE o.type
           WHEN 'cash-in' THEN CASE WHEN e.amount_minor < 0 THEN o.distributor_id ELSE o.counterparty_id END
           WHEN 'cash-out-fulfillment' THEN CASE WHEN e.amount_minor < 0 THEN o.counterparty_id ELSE o.distributor_id END END
  UNION ALL
  SELECT 'transfer-without-operation', t.id::text, t.operation_id::text
    FROM public.ledger_transfers t
   WHERE t.operation_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM public.operations o WHERE o.issuer_id = t.issuer_id AND o.id = t.operation_id)
  UNION ALL
  SELECT 'operation-unapproved', o.id::text, format('%s of %s approvals', coalesce(p.given, 0), o.approvals_needed)
    FROM public.operations o
    LEFT JOIN approvals p ON p.issuer_id = o.issuer_id AND p.operation_id = o.id AND p.revision = o.revision
   WHERE o.status IN ('completed', 'executing') AND coalesce(p.given, 0) < o.approvals_needed
  UNION ALL
  SELECT 'decided-by-maker', d.operation_id::text, d.person_id::text
    FROM public.operation_decisions d
   WHERE d.person_id = d.maker_id
      OR NOT EXISTS (SELECT FROM public.operations o WHERE o.issuer_id = d.issuer_id AND o.id = d.operation_id AND o.maker_id = d.maker_id)
  UNION ALL
  SELECT 'withdrawal-state', w.id::text, w.status
    FROM public.withdrawal_requests w
   WHERE CASE w.status
           WHEN 'waiting' THEN w.taken_by IS NOT NULL
           WHEN 'taken' THEN NOT EXISTS (SELECT FROM public.operations o WHERE o.issuer_id = w.issuer_id AND o.id = w.taken_by
                                            AND o.withdrawal_id = w.id AND o.status IN ('pending', 'executing'))
           ELSE NOT EXISTS (SELECT FROM public.operations o WHERE o.issuer_id = w.issuer_id AND o.id = w.taken_by
                               AND o.withdrawal_id = w.id AND o.status = 'completed') END
  UNION ALL
  SELECT 'withdrawal-without-hold', w.id::text, w.status
    FROM public.withdrawal_requests w
   WHERE w.status IN ('waiting', 'taken')
     AND NOT EXISTS (SELECT FROM public.ledger_holds h WHERE h.issuer_id = w.issuer_id AND h.id = w.hold_id AND h.held_for = w.id
                        AND h.state = 'open' AND h.amount_minor = w.amount_minor AND h.currency = w.currency)
  UNION ALL
  SELECT 'transfer-chain', t.id::text, format('sequence %s', t.sequence_number)
    FROM (SELECT x.*, lag(x.hash, 1, decode(repeat('00', 32), 'hex')) OVER chain AS expected_prev, row_number() OVER chain AS expected_sequence
            FROM public.ledger_transfers x WINDOW chain AS (PARTITION BY x.issuer_id, x.organisation_id ORDER BY x.sequence_number)) t
   WHERE t.sequence_number <> t.expected_sequence OR t.prev_hash <> t.expected_prev
      OR t.hash <> sha256(t.prev_hash || convert_to(t.canonical, 'UTF8'))
  UNION ALL
  SELECT 'transfer-canonical', t.id::text, format('sequence %s', t.sequence_number)
    FROM public.ledger_transfers t
    JOIN LATERAL (SELECT array_agg(e.account_id ORDER BY e.leg) AS accounts, array_agg(e.amount_minor ORDER BY e.leg) AS amounts,
                         array_agg(e.account_version ORDER BY e.leg) AS versions,
                         array_agg(e.balance_after_minor ORDER BY e.leg) AS balances
                    FROM public.ledger_entries e WHERE e.issuer_id = t.issuer_id AND e.transfer_id = t.id) l ON true
   WHERE t.canonical IS DISTINCT FROM public.ledger_canonical(t.issuer_id, t.organisation_id, t.sequence_number, t.id, t.operation_id,
           t.created_at, t.currency, l.accounts, l.amounts, l.versions, l.balances)
  UNION ALL
  SELECT 'transfer-chain-head', coalesce(c.organisation_id, last.organisation_id)::text, format('head at %s', c.sequence_number)
    FROM public.ledger_chains c
    FULL JOIN (SELECT DISTINCT ON (t.issuer_id, t.organisation_id) t.* FROM public.ledger_transfers t
                ORDER BY t.issuer_id, t.organisation_id, t.sequence_number DESC) last
      ON last.issuer_id = c.issuer_id AND last.organisation_id = c.organisation_id
   WHERE c.sequence_number IS DISTINCT FROM coalesce(last.sequence_number, 0)
      OR c.head_hash IS DISTINCT FROM coalesce(last.hash, decode(repeat('00', 32), 'hex'))
  UNION ALL
  SELECT 'audit-chain', a.organisation_id::text, format('seq %s', a.seq)
    FROM (SELECT x.*, lag(x.hash, 1, decode(repeat('00', 32), 'hex')) OVER chain AS expected_prev, row_number() OVER chain AS expected_seq
            FROM public.audit_entries x WINDOW chain AS (PARTITION BY x.issuer_id, x.organisation_id ORDER BY x.seq)) a
   WHERE a.seq <> a.expected_seq OR a.prev_hash <> a.expected_prev OR a.hash <> sha256(a.prev_hash || convert_to(a.canonical, 'UTF8'))
      OR a.canonical <> public.audit_canonical(a.issuer_id, a.organisation_id, a.seq, a.at, a.actor, a.action, a.subject_kind,
                                               a.subject_id, a.request_id, a.address, a.detail)
  UNION ALL
  SELECT 'audit-chain-head', coalesce(c.organisation_id, last.organisation_id)::text, format('head at %s', c.seq)
    FROM public.audit_chains c
    FULL JOIN (SELECT DISTINCT ON (a.issuer_id, a.organisation_id) a.* FROM public.audit_entries a
                ORDER BY a.issuer_id, a.organisation_id, a.seq DESC) last
      ON last.issuer_id = c.issuer_id AND last.organisation_id = c.organisation_id
   WHERE c.seq IS DISTINCT FROM coalesce(last.seq, 0)
      OR c.head_hash IS DISTINCT FROM coalesce(last.hash, decode(repeat('00', 32), 'hex'));

GRANT SELECT ON ALL TABLES IN SCHEMA inspect TO portal_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA inspect FROM portal_auditor;
GRANT USAGE ON SCHEMA inspect TO portal_owner;
