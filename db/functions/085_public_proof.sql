-- The public proof of a transfer: whoever holds its hash learns that it stands in the ledger, its amount,
-- time and place in its chain, and nothing else. It belongs to the role of the look-ups, since whoever asks has no scope; like those it is
-- dropped first, as that role.
--
-- The hash must be exact, and none is ever given back: whoever learnt the hash before a transfer's could walk back along the whole chain.
SET ROLE portal_lookup;
DROP FUNCTION IF EXISTS find_proof(bytea);
RESET ROLE;

-- confirmed: the hash was made again from the rows just now, and its neighbours in the chain (or the chain's ends) are built on it. All from one
-- snapshot, so that a transfer which is posted meanwhile alarms nobody. Null counts as no.
-- chain_verified_at: when the newest verification of the chain ended, if it found nothing and reached this transfer.
CREATE FUNCTION find_proof(p_hash bytea)
RETURNS TABLE (amount_minor bigint, currency text, sequence_number bigint, posted_at timestamptz, confirmed boolean,
               chain_verified_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT t.amount_minor, t.currency, t.sequence_number, t.created_at,
         coalesce(
           t.hash_version = 1
           AND l.legs >= 2 AND l.total = 0 AND l.amount = t.amount_minor AND l.one_currency
           AND t.hash = sha256(t.prev_hash || convert_to(ledger_text(t.issuer_id, t.organisation_id, t.sequence_number, t.id,
                 t.operation_id, t.created_at, t.currency, l.text), 'UTF8'))
           AND t.prev_hash = CASE WHEN t.sequence_number = 1 THEN decode(repeat('00', 32), 'hex') ELSE prior.hash END
           AND t.hash = CASE WHEN t.sequence_number = c.sequence_number THEN c.head_hash
                             WHEN t.sequence_number < c.sequence_number THEN next.prev_hash END, false),
         CASE WHEN v.violations = 0 AND v.transfers >= t.sequence_number THEN v.finished_at END
    FROM ledger_transfers t
    LEFT JOIN LATERAL (
      SELECT count(*) AS legs, sum(e.amount_minor) AS total, max(e.amount_minor) AS amount, bool_and(e.currency = t.currency) AS one_currency,
             string_agg(ledger_leg_text(e.account_id, e.amount_minor, e.account_version, e.balance_after_minor), '|' ORDER BY e.leg) AS text
        FROM ledger_entries e WHERE e.issuer_id = t.issuer_id AND e.transfer_id = t.id) l ON true
    LEFT JOIN ledger_transfers prior ON prior.issuer_id = t.issuer_id AND prior.organisation_id = t.organisation_id
                                    AND prior.sequence_number = t.sequence_number - 1
    LEFT JOIN ledger_transfers next ON next.issuer_id = t.issuer_id AND next.organisation_id = t.organisation_id
                                   AND next.sequence_number = t.sequence_number + 1
    LEFT JOIN ledger_chains c ON c.issuer_id = t.issuer_id AND c.organisation_id = t.organisation_id
    LEFT JOIN LATERAL (
      SELECT x.violations, x.transfers, x.finished_at FROM verifications x
       WHERE x.issuer_id = t.issuer_id AND x.organisation_id = t.organisation_id ORDER BY x.finished_at DESC LIMIT 1) v ON true
   WHERE t.hash = p_hash
   -- A forged row may bear the hash of a true one; it cannot be confirmed beside it.
   ORDER BY 5 DESC LIMIT 1
$$;
