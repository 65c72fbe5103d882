-- Revisions: none is missing, each says what its digest and the audit say, and who made the next one was the maker.
CREATE OR REPLACE FUNCTION verify_revisions(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET work_mem = '128MB' SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH older AS (
    SELECT v.*, o.maker_id, o.organisation_id AS of_organisation,
           CASE WHEN v.payload @? '$.**{16}' OR o.id IS NULL THEN NULL
                ELSE operation_digest(jsonb_populate_record(o, to_jsonb(v)), canonical_json(v.payload)) END AS true_digest
      FROM operation_revisions v LEFT JOIN operations o ON o.issuer_id = v.issuer_id AND o.id = v.operation_id
     WHERE v.issuer_id = p_issuer),
  made AS (
    SELECT v.operation_id AS id, v.revision, v.organisation_id, v.made_at, v.maker_id, encode(v.digest, 'hex') AS digest, v.approvals_needed, v.policy_version::text AS policy
      FROM older v WHERE v.revision > 1
    UNION ALL
    SELECT o.id, o.revision, o.organisation_id, o.revised_at, o.maker_id, encode(o.digest, 'hex'), o.approvals_needed, o.policy_version::text
      FROM operations o WHERE o.issuer_id = p_issuer AND (o.revision > 1 OR o.revised_at IS NOT NULL)),
  said AS (
    SELECT a.subject_id AS id, a.organisation_id, a.at, a.actor, a.seq, a.detail
      FROM audit_entries a WHERE a.issuer_id = p_issuer AND a.action = 'operation.revised')
  SELECT 'operation-digest', v.operation_id::text, format('revision %s says another thing than was submitted', v.revision), v.organisation_id, NULL::bigint
    FROM older v WHERE v.digest IS DISTINCT FROM v.true_digest OR v.organisation_id IS DISTINCT FROM v.of_organisation
  UNION ALL
  SELECT 'operation-unrecorded', coalesce(m.id, s.id)::text,
         CASE WHEN s.id IS NULL THEN format('the audit knows of nobody who made revision %s', m.revision)
              WHEN m.id IS NULL THEN format('revised at sequence %s, and gone', s.seq)
              ELSE format('the audit says otherwise at sequence %s', s.seq) END, coalesce(m.organisation_id, s.organisation_id), s.seq
    FROM made m FULL JOIN said s ON s.id = m.id AND s.detail->>'revision' = m.revision::text
   WHERE (m.organisation_id, m.made_at, 'person:' || m.maker_id, m.digest, m.policy) IS DISTINCT FROM (s.organisation_id, s.at, s.actor, s.detail->>'digest', s.detail->>'policy')
      OR CASE WHEN s.detail->>'approvals' ~ '^[0-9]{1,9}$' THEN (s.detail->>'approvals')::int > m.approvals_needed ELSE s.detail ? 'approvals' END
  UNION ALL
  SELECT 'operation-missing', o.id::text, format('%s of %s older revisions', count(v.revision), o.revision - 1), o.organisation_id, NULL
    FROM operations o LEFT JOIN operation_revisions v ON v.issuer_id = o.issuer_id AND v.operation_id = o.id AND v.revision < o.revision
   WHERE o.issuer_id = p_issuer AND o.revision > 1
   GROUP BY o.id, o.revision, o.organisation_id HAVING count(v.revision) <> o.revision - 1;
END $$;
