-- The audit: the chain of each organisation, and the hashed text rebuilt from the columns. Places are attributed as in 101.
CREATE FUNCTION verify_audit(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET work_mem = '128MB' SET jit = off
AS $$
#variable_conflict use_column
DECLARE zero CONSTANT bytea := decode(repeat('00', 32), 'hex');
BEGIN
  RETURN QUERY
  WITH entries AS (
    SELECT a.organisation_id, a.seq, a.prev_hash, c.organisation_id IS NULL AS headless,
           lag(a.hash) OVER chain AS before, lag(a.seq, 1, 0::bigint) OVER chain AS seq_before,
           a.hash <> sha256(a.prev_hash || convert_to(a.canonical, 'UTF8')) AS false_hash,
           a.canonical IS DISTINCT FROM audit_canonical(a.issuer_id, a.organisation_id, a.seq, a.at, a.actor, a.action, a.subject_kind,
             a.subject_id, a.request_id, a.address, a.detail) AS false_text
      FROM audit_entries a
      LEFT JOIN audit_chains c ON c.issuer_id = a.issuer_id AND c.organisation_id = a.organisation_id
     WHERE a.issuer_id = p_issuer
    WINDOW chain AS (PARTITION BY a.organisation_id ORDER BY a.seq)),
  bad AS (
    SELECT e.*, e.seq <> e.seq_before + 1 AS gap FROM entries e
     WHERE e.headless OR e.false_hash OR e.false_text OR e.seq <> e.seq_before + 1 OR e.prev_hash IS DISTINCT FROM coalesce(e.before, zero))
  SELECT v.violation, b.organisation_id::text, v.detail, b.organisation_id, v.place
    FROM bad b, LATERAL (
      SELECT 'audit-chain' AS violation,
             CASE WHEN b.gap THEN format('sequence %s is missing before %s', b.seq_before + 1, b.seq)
                  WHEN b.false_hash OR b.false_text OR b.seq <= 1 THEN format('sequence %s: it is not what was hashed', b.seq)
                  ELSE format('sequence %s: its successor is built on another hash', b.seq - 1) END AS detail,
             CASE WHEN b.gap THEN b.seq_before + 1 WHEN b.false_hash OR b.false_text OR b.seq <= 1 THEN b.seq ELSE b.seq - 1 END AS place
       WHERE b.gap OR b.false_hash OR b.prev_hash IS DISTINCT FROM coalesce(b.before, zero)
      UNION ALL
      SELECT 'audit-chain-head', format('sequence %s stands in a chain of nobody', b.seq), b.seq WHERE b.headless
      UNION ALL
      SELECT 'audit-chain', format('sequence %s: its row says something else than its text', b.seq), b.seq WHERE b.false_text) v
  UNION ALL
  SELECT 'audit-chain-head', h.organisation_id::text,
         CASE WHEN h.headless THEN 'there is no head' WHEN h.nobody THEN 'a head of nobody'
              ELSE format('head at %s, entries up to %s', h.head, coalesce(last.seq, 0)) END,
         h.organisation_id, CASE WHEN h.head = last.seq THEN h.head ELSE least(h.head, coalesce(last.seq, 0)) + 1 END
    FROM (SELECT coalesce(c.organisation_id, o.id) AS organisation_id, c.organisation_id IS NULL AS headless, o.id IS NULL AS nobody,
                 c.seq AS head, c.head_hash
            FROM (SELECT * FROM audit_chains x WHERE x.issuer_id = p_issuer) c
            FULL JOIN (SELECT p_issuer AS id UNION ALL SELECT d.id FROM distributors d WHERE d.issuer_id = p_issuer) o
              ON o.id = c.organisation_id) h
    LEFT JOIN LATERAL (SELECT x.seq, x.hash FROM audit_entries x
                        WHERE x.issuer_id = p_issuer AND x.organisation_id = h.organisation_id ORDER BY x.seq DESC LIMIT 1) last ON true
   WHERE h.headless OR h.nobody OR h.head <> coalesce(last.seq, 0) OR h.head_hash <> coalesce(last.hash, zero);
END $$;
