-- Operations: what they say, who decided, what was held and moved, and that the audit tells the same.

-- One text per value as lib/kernel/canonical-json.ts writes it (RFC 8785). Names of members are ASCII.
CREATE OR REPLACE FUNCTION canonical_json(p_value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT
AS $$
BEGIN
  RETURN CASE jsonb_typeof(p_value)
    WHEN 'object' THEN '{' || coalesce((SELECT string_agg(to_json(m.key)::text || ':' || canonical_json(m.value), ',' ORDER BY m.key COLLATE "C")
                                          FROM jsonb_each(p_value) m), '') || '}'
    WHEN 'array' THEN '[' || coalesce((SELECT string_agg(canonical_json(m.value), ',' ORDER BY m.n)
                                         FROM jsonb_array_elements(p_value) WITH ORDINALITY AS m(value, n)), '') || ']'
    WHEN 'string' THEN to_json(p_value #>> '{}')::text
    ELSE p_value::text END;
END $$;

-- SHA-256 of what the checker reads, as lib/operations/digest.ts makes it. p_payload is its canonical text.
CREATE OR REPLACE FUNCTION operation_digest(o operations, p_payload text) RETURNS bytea LANGUAGE sql STABLE
AS $$
  SELECT sha256(convert_to(concat(
    '{"amountMinor":', coalesce('"' || o.amount_minor || '"', 'null'), ',"counterparty":{"id":"', o.counterparty_id, '","kind":', to_json(o.counterparty_kind),
    ',"name":', coalesce(to_json(o.counterparty_name)::text, 'null'), ',"phone":', coalesce(to_json(o.counterparty_phone)::text, 'null'),
    ',"shortCode":', coalesce(to_json(o.counterparty_short_code)::text, 'null'), '},"currency":', coalesce(to_json(o.currency)::text, 'null'),
    ',"memo":', coalesce(to_json(o.memo)::text, 'null'), ',"payload":', p_payload,
    ',"reference":', coalesce(to_json(o.reference)::text, 'null'), ',"revision":', o.revision, ',"type":', to_json(o.type),
    ',"version":', o.type_version, ',"withdrawalId":', coalesce(to_json(o.withdrawal_id)::text, 'null'), '}'), 'UTF8'))
$$;

CREATE FUNCTION verify_operations(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET work_mem = '128MB' SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  -- Many operations share a payload, and its text is what costs.
  WITH payloads AS MATERIALIZED (
    -- None of ours is nested so deep; one that is would end the verification instead of failing it.
    SELECT p.payload, CASE WHEN NOT p.payload @? '$.**{16}' THEN canonical_json(p.payload) END AS text
      FROM (SELECT DISTINCT o.payload FROM operations o WHERE o.issuer_id = p_issuer) p),
  submitted AS (
    SELECT a.subject_id AS id, a.organisation_id, a.at, a.actor, a.seq, a.detail
      FROM audit_entries a WHERE a.issuer_id = p_issuer AND a.action = 'operation.submitted'),
  ended AS (
    SELECT a.subject_id AS id, a.organisation_id, a.at, a.seq, split_part(a.action, '.', 2) AS status, a.detail->>'failure' AS failure
      FROM audit_entries a
     WHERE a.issuer_id = p_issuer AND a.subject_kind = 'operation'
       AND a.action IN ('operation.completed', 'operation.failed', 'operation.rejected', 'operation.cancelled', 'operation.expired')),
  decided AS (
    SELECT d.operation_id AS id, d.revision, sum(approval_worth(d.decision)) AS approvals,
           count(*) FILTER (WHERE d.decision = 'reject') AS rejects, max(d.at) AS at,
           sum(approval_worth(d.decision)) FILTER (WHERE d.desk_id = p_issuer) AS issuers
      FROM operation_decisions d WHERE d.issuer_id = p_issuer GROUP BY 1, 2),
  rows AS MATERIALIZED (
    SELECT o.id, o.revision, o.organisation_id, o.status, o.decided_at, o.failure_code, o.approvals_needed, o.issuer_approvals, o.approvals_given, o.amount_minor, o.currency,
           o.transfer_id, o.sequence_number, o.transfer_hash, o.created_at, o.revised_at, o.updated_at, o.source, o.type, o.consent, o.consent_at,
           o.status = 'failed' AND o.consent = 'given' AND o.hold_id IS NULL IS TRUE AS unpaid,
           -- What it was made with, and what had to approve that.
           encode(coalesce(f.digest, o.digest), 'hex') AS digest, coalesce(f.approvals_needed, o.approvals_needed) AS first_needed,
           coalesce(f.issuer_approvals, o.issuer_approvals) AS first_issuers, CASE WHEN f.revision IS NULL THEN o.policy_version ELSE f.policy_version END AS first_policy,
           p.text IS NULL OR o.digest <> operation_digest(o, p.text) OR o.reference_key IS DISTINCT FROM reference_key(o.reference) AS false_digest,
           CASE WHEN o.maker_key_id IS NULL THEN 'person:' || o.maker_id ELSE 'key:' || o.maker_key_id END AS maker,
           o.maker_key_id IS NOT NULL AND (k.made_by, k.distributor_id) IS DISTINCT FROM (o.maker_id, o.organisation_id) AS false_maker
      FROM operations o
      LEFT JOIN payloads p ON p.payload = o.payload
      LEFT JOIN operation_revisions f ON f.issuer_id = o.issuer_id AND f.operation_id = o.id AND f.revision = 1
      LEFT JOIN api_keys k ON k.issuer_id = o.issuer_id AND k.id = o.maker_key_id
     WHERE o.issuer_id = p_issuer)
  SELECT v.violation, r.id::text, v.detail, r.organisation_id, v.place
    FROM rows r
    LEFT JOIN submitted s ON s.id = r.id
    LEFT JOIN ended e ON e.id = r.id
    LEFT JOIN decided c ON c.id = r.id AND c.revision = r.revision
    LEFT JOIN ledger_transfers t ON t.issuer_id = p_issuer AND t.operation_id = r.id,
    LATERAL (
      SELECT 'operation-digest' AS violation, 'what it says is not what was submitted' AS detail, s.seq AS place WHERE r.false_digest
      UNION ALL
      SELECT 'operation-unrecorded', CASE WHEN s.id IS NULL THEN 'the audit knows of nobody who submitted it'
                                          ELSE format('the audit says otherwise at sequence %s', s.seq) END, s.seq
       WHERE s.id IS NULL OR (s.organisation_id, s.at, s.actor, s.detail->>'type') IS DISTINCT FROM (r.organisation_id, r.created_at, r.maker, r.type)
          OR s.detail->>'digest' <> r.digest OR s.detail->>'source' <> r.source
          OR CASE WHEN s.detail->>'approvals' ~ '^[0-9]{1,9}$' THEN (s.detail->>'approvals')::int > r.first_needed ELSE s.detail ? 'approvals' END
          OR s.detail->>'issuerApprovals' <> r.first_issuers::text OR s.detail->>'policy' IS DISTINCT FROM r.first_policy::text
      UNION ALL
      SELECT 'operation-maker', 'its key was made by somebody else', s.seq WHERE r.false_maker
      UNION ALL
      SELECT 'operation-end', format('%s, the audit says %s', r.status, coalesce(e.status, 'nothing')), e.seq
       WHERE (CASE WHEN r.status IN ('pending', 'executing') THEN NULL ELSE r.status END, r.decided_at, r.failure_code)
             IS DISTINCT FROM (e.status, e.at, e.failure)
          OR e.organisation_id <> r.organisation_id
          OR r.updated_at <> coalesce(r.decided_at, c.at, r.consent_at, r.revised_at, r.created_at)
      UNION ALL
      SELECT 'operation-unapproved', format('%s, %s approvals counted, %s given, %s needed', r.status, r.approvals_given,
                                            coalesce(c.approvals, 0), r.approvals_needed), s.seq
       WHERE r.approvals_given <> coalesce(c.approvals, 0) 
          OR (r.status = 'rejected' AND r.consent IS DISTINCT FROM 'refused') <> (coalesce(c.rejects, 0) > 0)
          OR NOT r.unpaid AND (r.status IN ('completed', 'executing', 'failed')) <> (coalesce(c.approvals, 0) >= r.approvals_needed)
          OR NOT r.unpaid AND r.status IN ('completed', 'executing', 'failed') AND coalesce(c.issuers, 0) < r.issuer_approvals
          OR r.consent IN ('awaited', 'refused') AND r.status IN ('completed', 'executing', 'failed')
      UNION ALL
      SELECT 'operation-transfer', format('%s, transfer %s', r.status, coalesce(r.transfer_id::text, '-')), t.sequence_number
       WHERE r.amount_minor IS NOT NULL
         AND CASE WHEN r.status = 'completed'
                  THEN (t.id, t.amount_minor, t.currency, t.organisation_id, t.sequence_number, t.hash, t.created_at) IS DISTINCT FROM
                       (r.transfer_id, r.amount_minor, r.currency, r.organisation_id, r.sequence_number, r.transfer_hash, r.decided_at)
                  ELSE t.id IS NOT NULL OR r.transfer_id IS NOT NULL OR r.sequence_number IS NOT NULL OR r.transfer_hash IS NOT NULL END) v
  UNION ALL
  SELECT 'operation-missing', s.id::text, format('submitted at sequence %s, and gone', s.seq), s.organisation_id, s.seq
    FROM submitted s WHERE NOT EXISTS (SELECT FROM operations o WHERE o.issuer_id = p_issuer AND o.id = s.id)
  UNION ALL
  SELECT 'operation-batch', o.id::text, format('not what line %s of file %s says', o.batch_line, o.batch_id), o.organisation_id, NULL
    FROM operations o
    LEFT JOIN batches b ON b.issuer_id = o.issuer_id AND b.id = o.batch_id AND b.submitted_at IS NOT NULL
    LEFT JOIN batch_rows l ON l.issuer_id = o.issuer_id AND l.batch_id = o.batch_id AND l.line = o.batch_line
   WHERE o.issuer_id = p_issuer AND o.batch_id IS NOT NULL
     AND (o.id, o.organisation_id, o.maker_id, o.type, o.counterparty_phone, o.amount_minor, o.memo)
         IS DISTINCT FROM (l.operation_id, b.organisation_id, b.maker_id, b.type, l.phone, l.amount_minor, l.memo)
  UNION ALL
  SELECT 'batch-line', l.batch_id::text, format('line %s names operation %s, which is another''s', l.line, l.operation_id), l.organisation_id, NULL
    FROM batch_rows l LEFT JOIN operations o ON o.issuer_id = l.issuer_id AND o.id = l.operation_id
   WHERE l.issuer_id = p_issuer AND l.operation_id IS NOT NULL AND (o.batch_id, o.batch_line) IS DISTINCT FROM (l.batch_id, l.line)
  UNION ALL
  SELECT 'operation-counterparty', o.id::text, format('leg %s on the account of %s', e.leg, a.owner_id), o.organisation_id, o.sequence_number
    FROM operations o
    JOIN ledger_entries e ON e.issuer_id = o.issuer_id AND e.transfer_id = o.transfer_id
    JOIN ledger_accounts a ON a.issuer_id = e.issuer_id AND a.id = e.account_id
   -- As check_transfers_approved() has it: a type that is not named moves nothing.
   WHERE o.issuer_id = p_issuer
     AND (a.owner_id IS DISTINCT FROM money_owner(o.type, o.payload->>'reverses', o.issuer_id, o.organisation_id, o.counterparty_id, e.amount_minor < 0)
          OR NOT is_money_account(o.type, o.payload, e.account_id, a.code, e.amount_minor < 0));
END $$;
