-- Verification (lib/verification): what must be true of an issuer's rows, checked from the rows alone, set-wise, each table in as few passes
-- as it takes. The functions run with the caller's sight: the auditor's, or the owner's in a unit of the issuer (105_verification.sql).
-- Each answers violations: what (a code), where (subject, an id), in words for an auditor, of which organisation, and at which place: the
-- sequence number in a chain, or the version of an account. For a broken chain the place is that of the entry that is bad itself.
DROP FUNCTION IF EXISTS verify_transfers(uuid), verify_audit(uuid), verify_accounts(uuid), verify_holds(uuid), verify_consents(uuid), verify_operations(uuid),
  verify_decisions(uuid);

-- Transfers and their entries: the chain of each organisation, the hashed text rebuilt from the columns, the sums.
CREATE FUNCTION verify_transfers(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET work_mem = '128MB' SET jit = off
AS $$
#variable_conflict use_column
DECLARE zero CONSTANT bytea := decode(repeat('00', 32), 'hex');
BEGIN
  RETURN QUERY
  WITH legs AS (
    SELECT e.transfer_id, count(*) AS legs, sum(e.amount_minor) AS total, max(e.amount_minor) AS amount,
           string_agg(ledger_leg_text(e.account_id, e.amount_minor, e.account_version, e.balance_after_minor), '|' ORDER BY e.leg) AS text,
           min(e.leg) <> 1 OR max(e.leg) <> count(*) OR sum(e.leg) <> count(*) * (count(*) + 1) / 2 AS misnumbered,
           min(e.currency) AS currency, max(e.currency) AS other_currency, min(e.created_at) AS at, max(e.created_at) AS other_at,
           min(e.organisation_id::text) AS organisation, max(e.organisation_id::text) AS other_organisation
      FROM ledger_entries e WHERE e.issuer_id = p_issuer GROUP BY e.transfer_id),
  transfers AS (
    SELECT t.id, t.organisation_id, t.sequence_number, t.prev_hash, p.hash AS before, t.amount_minor, l.legs, l.total, l.amount, l.currency <> l.other_currency AS mixed,
           c.organisation_id IS NULL AS headless,
           t.hash <> sha256(t.prev_hash || convert_to(t.canonical, 'UTF8')) OR t.hash_version <> 1 AS false_hash,
           t.canonical IS DISTINCT FROM ledger_text(t.issuer_id, t.organisation_id, t.sequence_number, t.id, t.operation_id, t.created_at,
             t.currency, l.text) AS false_text,
           l.misnumbered OR (l.currency, l.other_currency, l.at, l.other_at, l.organisation, l.other_organisation) IS DISTINCT FROM
             (t.currency, t.currency, t.created_at, t.created_at, t.organisation_id::text, t.organisation_id::text) AS false_legs
      FROM ledger_transfers t
      LEFT JOIN ledger_transfers p
        ON p.issuer_id = t.issuer_id AND p.organisation_id = t.organisation_id AND p.sequence_number = t.sequence_number - 1
      LEFT JOIN legs l ON l.transfer_id = t.id
      LEFT JOIN ledger_chains c ON c.issuer_id = t.issuer_id AND c.organisation_id = t.organisation_id
     WHERE t.issuer_id = p_issuer),
  bad AS (
    SELECT t.*, t.sequence_number > 1 AND t.before IS NULL AS gap FROM transfers t
     WHERE t.headless OR t.false_hash OR t.false_text OR t.false_legs OR t.legs IS NULL OR t.total <> 0 OR t.legs < 2 OR t.amount <> t.amount_minor
        OR t.sequence_number < 1 OR t.prev_hash IS DISTINCT FROM CASE WHEN t.sequence_number = 1 THEN zero ELSE t.before END)
  SELECT v.violation, b.id::text, v.detail, b.organisation_id, v.place
    FROM bad b, LATERAL (
      SELECT 'transfer-chain' AS violation,
             CASE WHEN b.gap THEN format('sequence %s is missing before %s', g.missing, b.sequence_number)
                  WHEN b.false_hash OR b.false_text OR b.sequence_number <= 1 THEN format('sequence %s: it is not what was hashed', b.sequence_number)
                  ELSE format('sequence %s: its successor is built on another hash', b.sequence_number - 1) END AS detail,
             -- A successor that is sound in itself says what the hash before it was: then the one before is bad.
             CASE WHEN b.gap THEN g.missing WHEN b.false_hash OR b.false_text OR b.sequence_number <= 1 THEN b.sequence_number
                  ELSE b.sequence_number - 1 END AS place
        FROM (SELECT coalesce(max(x.sequence_number), 0) + 1 AS missing FROM ledger_transfers x
               WHERE x.issuer_id = p_issuer AND x.organisation_id = b.organisation_id AND x.sequence_number < b.sequence_number) g
       WHERE b.false_hash OR b.sequence_number < 1
          OR b.prev_hash IS DISTINCT FROM CASE WHEN b.sequence_number = 1 THEN zero ELSE b.before END
      UNION ALL
      SELECT 'transfer-chain-head', format('sequence %s stands in a chain of nobody', b.sequence_number), b.sequence_number WHERE b.headless
      UNION ALL
      SELECT 'transfer-canonical', format('sequence %s: its rows say something else than its text', b.sequence_number), b.sequence_number
       WHERE b.false_text
      UNION ALL
      SELECT 'transfer-legs', format('sequence %s: its entries are numbered or dated otherwise, or of another currency or organisation',
                                     b.sequence_number), b.sequence_number
       WHERE b.legs IS NOT NULL AND b.false_legs
      UNION ALL
      SELECT 'transfer-unbalanced', format('sequence %s: sum %s, legs %s, amount %s of %s', b.sequence_number, b.total,
                                           coalesce(b.legs, 0), b.amount, b.amount_minor), b.sequence_number
       WHERE b.legs IS NULL OR b.total <> 0 OR b.legs < 2 OR b.mixed OR b.amount <> b.amount_minor) v
  UNION ALL
  SELECT 'entry-without-transfer', l.transfer_id::text, 'entries of a transfer that does not exist', l.organisation::uuid, NULL
    FROM legs l WHERE NOT EXISTS (SELECT FROM ledger_transfers t WHERE t.issuer_id = p_issuer AND t.id = l.transfer_id)
  UNION ALL
  SELECT 'transfer-without-operation', t.id::text, format('sequence %s: operation %s does not exist', t.sequence_number, t.operation_id),
         t.organisation_id, t.sequence_number
    FROM ledger_transfers t
   WHERE t.issuer_id = p_issuer AND t.operation_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM operations o WHERE o.issuer_id = t.issuer_id AND o.id = t.operation_id)
  UNION ALL
  SELECT 'transfer-chain-head', h.organisation_id::text,
         CASE WHEN h.headless THEN 'there is no head' WHEN h.nobody THEN 'a head of nobody'
              ELSE format('head at %s, entries up to %s', h.head, coalesce(last.sequence_number, 0)) END,
         h.organisation_id,
         CASE WHEN h.head = last.sequence_number THEN h.head ELSE least(h.head, coalesce(last.sequence_number, 0)) + 1 END
    FROM (SELECT coalesce(c.organisation_id, o.id) AS organisation_id, c.organisation_id IS NULL AS headless, o.id IS NULL AS nobody,
                 c.sequence_number AS head, c.head_hash
            FROM (SELECT * FROM ledger_chains x WHERE x.issuer_id = p_issuer) c
            FULL JOIN (SELECT p_issuer AS id UNION ALL SELECT d.id FROM distributors d WHERE d.issuer_id = p_issuer) o
              ON o.id = c.organisation_id) h
    LEFT JOIN LATERAL (SELECT x.sequence_number, x.hash FROM ledger_transfers x
                        WHERE x.issuer_id = p_issuer AND x.organisation_id = h.organisation_id
                        ORDER BY x.sequence_number DESC LIMIT 1) last ON true
   WHERE h.headless OR h.nobody OR h.head <> coalesce(last.sequence_number, 0) OR h.head_hash <> coalesce(last.hash, zero);
END $$;
