-- Decisions: four eyes, with a fresh code where one is asked for, none of them through an identity that the other person had in hand, and the audit says who decided what, when, in which words, having seen which digest.
-- What a detail says is compared as text: whoever could write one that is no number would end every verification to come.
CREATE FUNCTION verify_decisions(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET work_mem = '128MB' SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH said AS (
    SELECT a.subject_id AS id, a.organisation_id, a.at, a.actor, a.seq, a.detail->>'revision' AS revision, coalesce(a.detail->>'nth', '1') AS nth,
           CASE a.action WHEN 'operation.approved' THEN 'approve' WHEN 'operation.approval-withdrawn' THEN 'withdraw' ELSE 'reject' END AS decision,
           a.detail->>'comment' AS comment, a.detail->>'digest' AS digest, a.detail->>'session' AS session,
           a.detail->>'desk' AS desk, a.detail->>'for' AS in_place_of
      FROM audit_entries a WHERE a.issuer_id = p_issuer AND a.action IN ('operation.approved', 'operation.rejected-by', 'operation.approval-withdrawn')),
  made AS (
    SELECT d.*, 'person:' || d.person_id AS actor, o.maker_id AS true_maker,
           encode(CASE WHEN d.revision = o.revision THEN o.digest ELSE v.digest END, 'hex') AS digest,
           CASE WHEN d.revision = o.revision THEN o.step_up ELSE v.step_up END AS step_up, o.batch_id, o.batch_line
      FROM operation_decisions d
      LEFT JOIN operations o ON o.issuer_id = d.issuer_id AND o.id = d.operation_id
      LEFT JOIN operation_revisions v ON v.issuer_id = d.issuer_id AND v.operation_id = d.operation_id AND v.revision = d.revision
     WHERE d.issuer_id = p_issuer)
  SELECT 'decided-by-maker', m.operation_id::text, m.person_id::text, m.organisation_id, NULL::bigint
    FROM made m WHERE m.person_id = m.maker_id OR m.for_person_id = m.maker_id OR m.true_maker IS DISTINCT FROM m.maker_id
  UNION ALL
  -- A minute's grace: of two acts at the same moment neither may have seen the other.
  SELECT 'decided-through-controlled-identity', m.operation_id::text, m.person_id::text, m.organisation_id, NULL::bigint
    FROM made m JOIN (SELECT c.person_id AS one, c.controller_id AS other, c.at FROM person_controls c
                      UNION ALL SELECT c.controller_id, c.person_id, c.at FROM person_controls c) held
      ON held.one = m.person_id AND held.other = m.maker_id
   WHERE held.at <= m.at - interval '1 minute' AND held.at > m.at - control_lasts()
  UNION ALL
  SELECT 'decided-without-code', m.operation_id::text, m.person_id::text, m.organisation_id, NULL::bigint
    FROM made m WHERE m.step_up AND m.decision = 'approve' AND NOT EXISTS (
      SELECT FROM step_ups s WHERE s.issuer_id = p_issuer AND s.person_id = m.person_id AND s.session_id = m.session_id
         AND (m.operation_id = ANY (s.operation_ids) OR s.batch_id = m.batch_id AND m.batch_line <@ s.batch_lines) AND s.at BETWEEN m.at - interval '10 minutes' AND m.at + interval '10 minutes')
  UNION ALL
  SELECT 'decision-unrecorded', coalesce(m.operation_id, s.id)::text,
         CASE WHEN s.id IS NULL THEN format('the audit knows nothing of a decision by %s', m.person_id)
              WHEN m.operation_id IS NULL THEN format('decided by %s at sequence %s, and gone', s.actor, s.seq)
              ELSE format('the audit says otherwise at sequence %s', s.seq) END,
         coalesce(m.organisation_id, s.organisation_id), s.seq
    FROM made m FULL JOIN said s ON s.id = m.operation_id AND s.actor = m.actor AND s.revision = m.revision::text AND s.nth = m.nth::text
   WHERE (m.decision, m.comment, m.at, m.organisation_id) IS DISTINCT FROM (s.decision, s.comment, s.at, s.organisation_id)
      OR s.in_place_of IS DISTINCT FROM m.for_person_id::text
      OR s.session <> m.session_id::text OR coalesce(s.desk, m.organisation_id::text) <> m.desk_id::text OR s.digest <> m.digest;
END $$;
