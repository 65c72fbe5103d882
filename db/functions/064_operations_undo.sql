-- A person takes their own approval back before the operation ends: the approval stays on record, and a row beside it says that it counts no more.
-- They may decide again. Whose session it is needs its proof, and no role: who has lost the role since may still take back what they gave with it.
-- p_desk: the organisation that the session works for.
-- Outcomes: withdrawn | not-found | forbidden | not-pending | revision | expired | not-approved | other-desk (the issuer's people have approved on the
-- strength of it). Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION operations_undo(
  p_issuer uuid, p_unit uuid, p_desk uuid, p_operation uuid, p_revision int, p_person uuid, p_session uuid, p_proof bytea)
RETURNS TABLE (outcome text, organisation uuid, nth int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE o operations; last operation_decisions;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_desk) THEN RAISE EXCEPTION 'decision outside the scope' USING ERRCODE = 'PU001'; END IF;
  SELECT * INTO o FROM operations x WHERE x.issuer_id = p_issuer AND x.id = p_operation AND p_desk IN (x.organisation_id, p_issuer) FOR UPDATE;
  organisation := o.organisation_id;
  SELECT * INTO last FROM operation_decisions d
   WHERE d.issuer_id = p_issuer AND d.operation_id = o.id AND d.revision = p_revision AND d.person_id = p_person ORDER BY d.nth DESC LIMIT 1;
  nth := last.nth + 1;
  outcome := CASE
    WHEN o.id IS NULL THEN 'not-found'
    -- After the wait for the lock.
    WHEN NOT EXISTS (SELECT FROM session_roles(p_issuer, p_desk, p_session, p_person, p_proof)) OR NOT is_active(p_issuer, p_desk) THEN 'forbidden'
    WHEN o.status <> 'pending' THEN 'not-pending'
    WHEN o.revision IS DISTINCT FROM p_revision THEN 'revision'
    WHEN o.expires_at <= clock_timestamp() THEN 'expired'
    WHEN (last.decision = 'approve' AND last.desk_id = p_desk) IS NOT TRUE THEN 'not-approved'
    -- The own come first and are counted first: taken away from under the issuer's, one of the issuer's would stand in its place.
    WHEN o.issuer_approvals > 0 AND o.approvals_given > o.approvals_needed - o.issuer_approvals AND p_desk <> p_issuer THEN 'other-desk'
    ELSE 'withdrawn' END;
  IF outcome = 'withdrawn' THEN
    INSERT INTO operation_decisions (issuer_id, operation_id, revision, person_id, nth, after, organisation_id, desk_id, maker_id, decision, session_id, unit_id)
    VALUES (p_issuer, o.id, o.revision, p_person, last.nth + 1, last.nth, o.organisation_id, p_desk, o.maker_id, 'withdraw', p_session, p_unit);
    UPDATE operations x SET approvals_given = x.approvals_given - 1, updated_at = greatest(x.updated_at, now()), unit_id = p_unit WHERE x.issuer_id = p_issuer AND x.id = o.id;
  END IF;
  RETURN NEXT;
END $$;
