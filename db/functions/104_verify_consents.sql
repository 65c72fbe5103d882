-- Consents: who was asked, what they said, and that the audit tells the same.
CREATE FUNCTION verify_consents(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET work_mem = '128MB' SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH said AS (
    SELECT a.subject_id AS id, a.at, a.seq, CASE a.action WHEN 'operation.consent-given' THEN 'given' ELSE 'refused' END AS answer, a.detail->>'via' AS via
      FROM audit_entries a WHERE a.issuer_id = p_issuer AND a.action IN ('operation.consent-given', 'operation.consent-refused')),
  asked AS (
    SELECT o.id, o.organisation_id, o.consent, o.consent_at, o.consent_via, o.counterparty_id FROM operations o
     WHERE o.issuer_id = p_issuer AND o.consent IS NOT NULL),
  kept AS (
    SELECT c.operation_id AS id, c.organisation_id, c.customer_id, c.answer, c.answered_at FROM operation_consents c WHERE c.issuer_id = p_issuer)
  SELECT 'consent-unproven', coalesce(o.id, c.id, s.id)::text,
         format('%s, proved %s, the audit says %s', coalesce(o.consent, 'not asked'), coalesce(c.answer, 'nothing'), coalesce(s.answer, 'nothing')),
         coalesce(o.organisation_id, c.organisation_id), s.seq
    FROM asked o FULL JOIN kept c ON c.id = o.id FULL JOIN said s ON s.id = coalesce(o.id, c.id)
   WHERE (o.organisation_id, o.counterparty_id, nullif(o.consent, 'awaited'), o.consent_at) IS DISTINCT FROM
         (c.organisation_id, c.customer_id, c.answer, c.answered_at)
      OR (nullif(o.consent, 'awaited'), o.consent_at, o.consent_via) IS DISTINCT FROM (s.answer, s.at, s.via);
END $$;
