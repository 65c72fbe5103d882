DROP FUNCTION IF EXISTS operations_claim(uuid, uuid, uuid, uuid, uuid, text[], jsonb);
-- Decisions on many operations, of one person or of several who meet here: locks each operation in id order, checks that the decision may be
-- made, and records it. Of several decisions on one operation the first in the order given wins.
-- p_items: [{operation, revision, digest (hex), decision, comment?, person, session}]; p_roles are those that may decide.
-- Outcomes: claimed (all approvals are there, or it is a reject: the unit must finish it) | recorded (more approvals are needed)
--   | not-found | forbidden | own | revision | not-pending | expired | already-voted.
-- Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION operations_claim(
  p_issuer uuid, p_unit uuid, p_organisation uuid, p_roles text[], p_items jsonb)
RETURNS TABLE (idx int, outcome text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE r record; o operations; claimed uuid[] := '{}';
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_organisation) THEN RAISE EXCEPTION 'decision outside the scope' USING ERRCODE = 'PU001'; END IF;
  PERFORM FROM operations x
    WHERE x.issuer_id = p_issuer AND x.distributor_id = p_organisation
      AND x.id IN (SELECT (v->>'operation')::uuid FROM jsonb_array_elements(p_items) v)
    ORDER BY x.id FOR UPDATE;
  -- After the wait: a session may have been revoked, or a role taken, while its request stood behind the lock.
  FOR r IN WITH deciders AS MATERIALIZED (
             SELECT d.person, d.session, session_may(p_issuer, p_organisation, d.session, d.person, p_roles) AS may
               FROM (SELECT DISTINCT (v->>'person')::uuid AS person, (v->>'session')::uuid AS session FROM jsonb_array_elements(p_items) v) d)
           SELECT (x.n - 1)::int AS n, (x.v->>'operation')::uuid AS operation, (x.v->>'revision')::int AS revision,
                  decode(x.v->>'digest', 'hex') AS digest, x.v->>'decision' AS decision, x.v->>'comment' AS comment,
                  d.person, d.session, d.may
             FROM jsonb_array_elements(p_items) WITH ORDINALITY AS x(v, n)
             LEFT JOIN deciders d ON d.person = (x.v->>'person')::uuid AND d.session = (x.v->>'session')::uuid ORDER BY x.n LOOP
    idx := r.n;
    SELECT x.* INTO o FROM operations x WHERE x.issuer_id = p_issuer AND x.id = r.operation AND x.distributor_id = p_organisation;
    IF o.id IS NULL THEN outcome := 'not-found';
    ELSIF r.may IS NOT TRUE THEN outcome := 'forbidden';
    ELSIF o.maker_id = r.person THEN outcome := 'own';
    ELSIF o.status <> 'pending' OR o.id = ANY (claimed) THEN outcome := 'not-pending';
    ELSIF o.revision IS DISTINCT FROM r.revision OR o.digest IS DISTINCT FROM r.digest THEN outcome := 'revision';
    ELSIF o.expires_at <= clock_timestamp() THEN outcome := 'expired';
    ELSIF EXISTS (SELECT FROM operation_decisions d WHERE d.issuer_id = p_issuer AND d.operation_id = o.id
                     AND d.revision = o.revision AND d.person_id = r.person) THEN outcome := 'already-voted';
    ELSE
      INSERT INTO operation_decisions (issuer_id, operation_id, revision, person_id, distributor_id, maker_id, decision, comment, session_id,
                                       unit_id)
      VALUES (p_issuer, o.id, o.revision, r.person, o.distributor_id, o.maker_id, r.decision, r.comment, r.session, p_unit);
      IF r.decision = 'approve' THEN
        UPDATE operations x SET approvals_given = x.approvals_given + 1, updated_at = now(), unit_id = p_unit
         WHERE x.issuer_id = p_issuer AND x.id = o.id RETURNING x.* INTO o;
      END IF;
      outcome := CASE WHEN r.decision = 'reject' OR o.approvals_given >= o.approvals_needed THEN 'claimed' ELSE 'recorded' END;
      IF outcome = 'claimed' THEN claimed := claimed || o.id; END IF;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- Locks pending operations that end without a decision, and tells which still may: the maker's recall, or expiry by the clock.
-- p_maker is null for the clock; then only what has expired is claimed, and an operation somebody else holds is left for the next round.
CREATE OR REPLACE FUNCTION operations_claim_end(p_issuer uuid, p_unit uuid, p_maker uuid, p_session uuid, p_ids uuid[])
RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF p_maker IS NULL THEN
    RETURN QUERY SELECT x.id FROM operations x
      WHERE x.issuer_id = p_issuer AND x.id = ANY (p_ids) AND x.status = 'pending' AND x.expires_at <= clock_timestamp()
        AND in_scope(x.distributor_id) ORDER BY x.id FOR UPDATE SKIP LOCKED;
  ELSE
    PERFORM FROM operations x WHERE x.issuer_id = p_issuer AND x.id = ANY (p_ids) ORDER BY x.id FOR UPDATE;
    RETURN QUERY SELECT x.id FROM operations x
      WHERE x.issuer_id = p_issuer AND x.id = ANY (p_ids) AND x.status = 'pending' AND x.maker_id = p_maker
        AND in_scope(x.distributor_id)
        -- The roles of the permission operations.recall (lib/runtime/permissions.ts).
        AND session_may(p_issuer, x.distributor_id, p_session, p_maker, ARRAY['admin', 'maker'])
      ORDER BY x.id;
  END IF;
END $$;

-- Ends operations locked by this unit. p_items: [{operation, status, transfer?, sequence?, hash? (hex), failure?}].
-- The guard on the table refuses an end that its decisions and its transfer do not justify.
CREATE OR REPLACE FUNCTION operations_finish(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE moved int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  UPDATE operations o
     SET status = i.v->>'status', transfer_id = (i.v->>'transfer')::uuid, sequence_number = (i.v->>'sequence')::bigint,
         transfer_hash = decode(i.v->>'hash', 'hex'), failure_code = i.v->>'failure', decided_at = now(), updated_at = now(),
         unit_id = p_unit
    FROM jsonb_array_elements(p_items) AS i(v)
   WHERE o.issuer_id = p_issuer AND o.id = (i.v->>'operation')::uuid AND o.status = 'pending' AND in_scope(o.distributor_id);
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(p_items) THEN
    RAISE EXCEPTION 'finished % of % operations', moved, jsonb_array_length(p_items) USING ERRCODE = 'PU004';
  END IF;
END $$;
