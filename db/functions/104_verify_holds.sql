-- Holds and the cash-out queue: what is held, for whom, and how it ended.
CREATE FUNCTION verify_holds(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET work_mem = '128MB' SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH holds AS (
    SELECT h.*, a.owner_id, a.code FROM ledger_holds h LEFT JOIN ledger_accounts a ON a.issuer_id = h.issuer_id AND a.id = h.account_id
     WHERE h.issuer_id = p_issuer),
  -- Who holds what by right, until when. A queued request's hold is its own, whoever has taken it.
  reasons AS (
    SELECT 'operation' AS kind, o.type, o.payload, o.id, o.hold_id, o.organisation_id, o.organisation_id AS held_by, o.amount_minor, o.currency,
           money_owner(o.type, o.payload->>'reverses', o.issuer_id, o.organisation_id, o.counterparty_id, true) AS payer,
           CASE WHEN o.status IN ('pending', 'executing') THEN 'open' WHEN o.status = 'completed' THEN 'settled' ELSE 'released' END AS state,
           coalesce(o.consent_at, o.revised_at, o.created_at) AS created_at, o.decided_at AS ended_at
      FROM operations o
     WHERE o.issuer_id = p_issuer AND o.amount_minor IS NOT NULL AND o.withdrawal_id IS NULL AND o.type NOT IN ('float-sale', 'float-request')
       -- Before its customer has agreed it holds nothing, and after they did only what they had.
       AND NOT (o.hold_id IS NULL AND (o.consent IN ('awaited', 'refused') OR o.consent = 'given' AND o.status = 'failed') IS TRUE)
    UNION ALL
    -- What an older revision held was freed when the next one was made.
    SELECT 'operation', o.type, v.payload, o.id, v.hold_id, o.organisation_id, o.organisation_id, v.amount_minor, v.currency,
           money_owner(o.type, o.payload->>'reverses', o.issuer_id, o.organisation_id, v.counterparty_id, true), 'released', v.made_at, v.superseded_at
      FROM operation_revisions v JOIN operations o ON o.issuer_id = v.issuer_id AND o.id = v.operation_id
     WHERE v.issuer_id = p_issuer AND v.amount_minor IS NOT NULL AND o.type NOT IN ('float-sale', 'float-request')
    UNION ALL
    SELECT 'withdrawal', 'withdrawal', NULL, w.id, w.hold_id, NULL, p_issuer, w.amount_minor, w.currency, w.customer_id,
           CASE w.status WHEN 'fulfilled' THEN 'settled' WHEN 'cancelled' THEN 'released' ELSE 'open' END, w.created_at,
           CASE w.status WHEN 'fulfilled' THEN o.decided_at WHEN 'cancelled' THEN w.updated_at END
      FROM withdrawal_requests w LEFT JOIN operations o ON o.issuer_id = w.issuer_id AND o.id = w.taken_by WHERE w.issuer_id = p_issuer)
  SELECT CASE r.kind WHEN 'operation' THEN 'operation-without-hold' ELSE 'withdrawal-without-hold' END, r.id::text,
         CASE WHEN h.id IS NULL THEN format('hold %s does not exist', r.hold_id)
              ELSE format('hold %s says otherwise: %s %s, %s', h.id, h.currency, h.amount_minor, h.state) END,
         r.organisation_id, NULL::bigint
    FROM reasons r LEFT JOIN holds h ON h.id = r.hold_id
   WHERE (h.held_for, h.organisation_id, h.amount_minor, h.currency, h.owner_id, h.state, h.created_at, h.ended_at) IS DISTINCT FROM
         (r.id, r.held_by, r.amount_minor, r.currency, r.payer, r.state, r.created_at, r.ended_at)
      OR NOT is_money_account(r.type, r.payload, h.account_id, h.code, true)
  UNION ALL
  -- A request that was refused after its hold was placed has freed it in the same unit, and left no row of its own.
  SELECT 'hold-without-reason', h.id::text, format('%s, for %s', h.state, h.held_for), CASE WHEN h.organisation_id <> p_issuer THEN h.organisation_id END, NULL
    FROM holds h LEFT JOIN reasons r ON r.hold_id = h.id AND r.id = h.held_for
   WHERE CASE WHEN r.id IS NULL THEN h.state <> 'released' OR h.ended_at <> h.created_at ELSE h.state = 'open' AND r.state <> 'open' END
  UNION ALL
  SELECT 'operation-without-hold', o.id::text, format('another amount or hold than request %s', o.withdrawal_id), o.organisation_id, NULL
    FROM operations o LEFT JOIN withdrawal_requests w ON w.issuer_id = o.issuer_id AND w.id = o.withdrawal_id
   WHERE o.issuer_id = p_issuer AND o.withdrawal_id IS NOT NULL
     AND (w.hold_id, w.amount_minor, w.currency, w.customer_id) IS DISTINCT FROM (o.hold_id, o.amount_minor, o.currency, o.counterparty_id)
  UNION ALL
  SELECT 'withdrawal-state', w.id::text, w.status, w.taken_by_distributor, NULL
    FROM withdrawal_requests w LEFT JOIN operations o ON o.issuer_id = w.issuer_id AND o.id = w.taken_by AND o.withdrawal_id = w.id
   WHERE w.issuer_id = p_issuer
     AND CASE w.status
           WHEN 'waiting' THEN w.taken_by IS NOT NULL OR w.taken_by_distributor IS NOT NULL
           WHEN 'cancelled' THEN w.taken_by IS NOT NULL OR w.taken_by_distributor IS NOT NULL
           WHEN 'taken' THEN o.id IS NULL OR o.status NOT IN ('pending', 'executing') OR o.organisation_id IS DISTINCT FROM w.taken_by_distributor
           ELSE o.id IS NULL OR o.status <> 'completed' OR o.organisation_id IS DISTINCT FROM w.taken_by_distributor END
  UNION ALL
  SELECT 'withdrawal-unrecorded', coalesce(w.id, a.subject_id)::text, 'the audit says otherwise', w.taken_by_distributor, NULL
    FROM (SELECT * FROM withdrawal_requests x WHERE x.issuer_id = p_issuer) w
    FULL JOIN (SELECT * FROM audit_entries x WHERE x.issuer_id = p_issuer AND x.action = 'withdrawal.requested') a ON a.subject_id = w.id
   WHERE (w.amount_minor::text, w.currency, w.created_at) IS DISTINCT FROM (a.detail->>'amountMinor', a.detail->>'currency', a.at)
  UNION ALL
  SELECT 'withdrawal-unrecorded', coalesce(w.id, a.subject_id)::text, 'the audit says otherwise of its being taken back', NULL, NULL
    FROM (SELECT * FROM withdrawal_requests x WHERE x.issuer_id = p_issuer AND x.status = 'cancelled') w
    FULL JOIN (SELECT * FROM audit_entries x WHERE x.issuer_id = p_issuer AND x.action = 'withdrawal.cancelled') a ON a.subject_id = w.id
   WHERE w.updated_at IS DISTINCT FROM a.at;
END $$;
