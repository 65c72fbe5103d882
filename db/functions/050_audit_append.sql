-- Appends audit entries to the chains of their organisations; the last but one thing a unit of work does (the lock on the chain's
-- head is held until the commit). p_entries: [{organisation, actor, action, subjectKind?, subjectId?, requestId?, address?, detail}].
-- The canonical text is a JSON array, so free text cannot imitate a field boundary. Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION audit_canonical(
  p_issuer uuid, p_organisation uuid, p_seq bigint, p_at timestamptz, p_actor text, p_action text, p_subject_kind text,
  p_subject uuid, p_request text, p_address text, p_detail jsonb) RETURNS text LANGUAGE sql STABLE
AS $$
  SELECT json_build_array('audit/1', p_issuer, p_organisation, p_seq, to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                          p_actor, p_action, p_subject_kind, p_subject, p_request, p_address, p_detail)::text
$$;

CREATE OR REPLACE FUNCTION audit_append(p_issuer uuid, p_unit uuid, p_entries jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE e record; head record; canon text; new_hash bytea; at timestamptz := now();
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  PERFORM FROM audit_chains g
    WHERE g.issuer_id = p_issuer AND g.organisation_id IN (SELECT (v->>'organisation')::uuid FROM jsonb_array_elements(p_entries) v)
    ORDER BY g.organisation_id FOR NO KEY UPDATE;
  FOR e IN SELECT v, (v->>'organisation')::uuid AS org FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS x(v, n) ORDER BY n LOOP
    IF NOT in_scope(e.org) THEN RAISE EXCEPTION 'audit outside the scope' USING ERRCODE = 'PU001'; END IF;
    SELECT g.seq + 1 AS seq, g.head_hash INTO STRICT head FROM audit_chains g WHERE g.issuer_id = p_issuer AND g.organisation_id = e.org;
    canon := audit_canonical(p_issuer, e.org, head.seq, at, e.v->>'actor', e.v->>'action', e.v->>'subjectKind', (e.v->>'subjectId')::uuid,
                             e.v->>'requestId', e.v->>'address', coalesce(e.v->'detail', '{}'));
    new_hash := sha256(head.head_hash || convert_to(canon, 'UTF8'));
    INSERT INTO audit_entries (issuer_id, organisation_id, seq, at, actor, action, subject_kind, subject_id, request_id, address, detail,
                               prev_hash, hash, canonical, unit_id)
    VALUES (p_issuer, e.org, head.seq, at, e.v->>'actor', e.v->>'action', e.v->>'subjectKind', (e.v->>'subjectId')::uuid,
            e.v->>'requestId', e.v->>'address', coalesce(e.v->'detail', '{}'), head.head_hash, new_hash, canon, p_unit);
    UPDATE audit_chains g SET seq = head.seq, head_hash = new_hash, unit_id = p_unit
     WHERE g.issuer_id = p_issuer AND g.organisation_id = e.org;
  END LOOP;
END $$;
