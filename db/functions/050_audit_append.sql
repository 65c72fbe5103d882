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
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE
  -- the chains, in id order
  c_org uuid[]; c_seq bigint[]; c_head bytea[];
  -- the entries' numbers and texts, in the order given, and their hashes
  e_chain int[]; e_seq bigint[]; e_canon text[]; e_prev bytea[]; e_hash bytea[];
  c int; at timestamptz := now();
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  SELECT array_agg(g.organisation_id), array_agg(g.seq), array_agg(g.head_hash) INTO c_org, c_seq, c_head
    FROM (SELECT DISTINCT (v->>'organisation')::uuid AS org FROM jsonb_array_elements(p_entries) v ORDER BY 1) ask, LATERAL (
      SELECT * FROM audit_chains x WHERE x.issuer_id = p_issuer AND x.organisation_id = ask.org LIMIT 1 FOR NO KEY UPDATE) g;
  SELECT array_agg(e.chain ORDER BY e.n), array_agg(e.seq ORDER BY e.n),
         array_agg(audit_canonical(p_issuer, e.organisation, e.seq, at, e.actor, e.action, e."subjectKind", e."subjectId", e."requestId",
                                   e.address, coalesce(e.detail, '{}')) ORDER BY e.n)
    INTO e_chain, e_seq, e_canon
    FROM (SELECT i.*, k.chain, c_seq[k.chain] + row_number() OVER (PARTITION BY k.chain ORDER BY i.n) AS seq
            FROM ROWS FROM (jsonb_to_recordset(p_entries) AS (organisation uuid, actor text, action text, "subjectKind" text, "subjectId" uuid,
                                                              "requestId" text, address text, detail jsonb)) WITH ORDINALITY
                   AS i(organisation, actor, action, "subjectKind", "subjectId", "requestId", address, detail, n),
                 LATERAL (SELECT CASE WHEN in_scope(i.organisation) THEN array_position(c_org, i.organisation) END AS chain) k) e;
  IF array_position(e_chain, NULL) IS NOT NULL THEN RAISE EXCEPTION 'audit outside the scope' USING ERRCODE = 'PU001'; END IF;

  FOR n IN 1..coalesce(cardinality(e_chain), 0) LOOP
    c := e_chain[n];
    e_prev := e_prev || c_head[c];
    c_head[c] := sha256(c_head[c] || convert_to(e_canon[n], 'UTF8'));
    e_hash := e_hash || c_head[c]; c_seq[c] := e_seq[n];
  END LOOP;

  INSERT INTO audit_entries (issuer_id, organisation_id, seq, at, actor, action, subject_kind, subject_id, request_id, address, detail,
                             prev_hash, hash, canonical, unit_id)
  SELECT p_issuer, e.organisation, e.seq, at, e.actor, e.action, e."subjectKind", e."subjectId", e."requestId", e.address,
         coalesce(e.detail, '{}'), e.prev, e.hash, e.canon, p_unit
    FROM ROWS FROM (jsonb_to_recordset(p_entries) AS (organisation uuid, actor text, action text, "subjectKind" text, "subjectId" uuid,
                                                      "requestId" text, address text, detail jsonb),
                    unnest(e_seq), unnest(e_prev), unnest(e_hash), unnest(e_canon))
           AS e(organisation, actor, action, "subjectKind", "subjectId", "requestId", address, detail, seq, prev, hash, canon);
  FOR c IN 1..coalesce(cardinality(c_org), 0) LOOP
    UPDATE audit_chains g SET seq = c_seq[c], head_hash = c_head[c], unit_id = p_unit
     WHERE g.issuer_id = p_issuer AND g.organisation_id = c_org[c];
  END LOOP;
END $$;
