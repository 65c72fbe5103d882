-- Computes a stretch of one organisation's audit chain again: every hash from the text, every text from the columns, every link from the entry
-- before. From the entry after p_after on, p_most of them at most; the entry p_after itself is what the first link is held against. `checked`
-- counts the entries in order before the first that is not, `reached` and `head` are the last of these; `broken` is null where there is none.
-- Called by a person about their own organisation, so that they need not wait for the night. Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION audit_check(p_issuer uuid, p_unit uuid, p_organisation uuid, p_after bigint, p_most int)
RETURNS TABLE (checked bigint, reached bigint, head bytea, broken bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET work_mem = '64MB' SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_organisation) THEN RAISE EXCEPTION 'audit outside the scope' USING ERRCODE = 'PU001'; END IF;
  RETURN QUERY
  WITH entries AS (
    SELECT a.seq, a.hash,
           a.seq = lag(a.seq, 1, 0::bigint) OVER chain + 1
           AND a.prev_hash = lag(a.hash, 1, decode(repeat('00', 32), 'hex')) OVER chain
           AND a.hash = sha256(a.prev_hash || convert_to(a.canonical, 'UTF8'))
           AND a.canonical = audit_canonical(a.issuer_id, a.organisation_id, a.seq, a.at, a.actor, a.action, a.subject_kind, a.subject_id,
                                             a.request_id, a.address, a.detail) AS good
      FROM audit_entries a
     WHERE a.issuer_id = p_issuer AND a.organisation_id = p_organisation AND a.seq BETWEEN p_after AND p_after + p_most
    WINDOW chain AS (ORDER BY a.seq)),
  bad AS (SELECT min(e.seq) AS seq FROM entries e WHERE e.seq > p_after AND e.good IS NOT TRUE)
  SELECT count(*), max(e.seq), (array_agg(e.hash ORDER BY e.seq DESC))[1], max(b.seq)
    FROM bad b LEFT JOIN entries e ON e.seq > p_after AND (b.seq IS NULL OR e.seq < b.seq);
END $$;
