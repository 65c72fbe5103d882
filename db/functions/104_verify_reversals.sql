-- Reversals: each is of what can be reversed, between the same two, and all of one operation's together are no more than it moved.
CREATE OR REPLACE FUNCTION verify_reversals(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT 'operation-reversal', r.id::text, format('reverses %s, which it cannot', coalesce(r.reversal_of::text, 'nothing')), r.organisation_id, r.sequence_number
    FROM operations r
    LEFT JOIN operations o ON o.issuer_id = p_issuer AND o.id = r.reversal_of
   WHERE r.issuer_id = p_issuer AND (r.type = 'reversal' OR r.reversal_of IS NOT NULL)
     AND (r.type <> 'reversal' OR o.id IS NULL OR NOT is_reversible(o) OR o.decided_at < r.created_at - reversal_lasts()
          OR (o.organisation_id, o.currency, o.counterparty_kind, o.counterparty_id, o.id::text, o.type) IS DISTINCT FROM
             (r.organisation_id, r.currency, r.counterparty_kind, r.counterparty_id, r.payload->>'of', r.payload->>'reverses'))
  UNION ALL
  SELECT 'operation-reversal', o.id::text, format('%s of %s reversed', s.minor, o.amount_minor), o.organisation_id, o.sequence_number
    FROM (SELECT r.reversal_of AS id, sum(r.amount_minor) AS minor FROM operations r
           WHERE r.issuer_id = p_issuer AND r.reversal_of IS NOT NULL AND r.status IN ('pending', 'executing', 'completed') GROUP BY 1) s
    JOIN operations o ON o.issuer_id = p_issuer AND o.id = s.id
   WHERE s.minor > o.amount_minor;
END $$;
