-- Delegation: while somebody is away another person decides in their place. It gives the right to decide and no other, on nothing that either of the two
-- asks for, and both together have one vote.

-- For how many days at most; lib/kernel/periods.ts says the same.
CREATE OR REPLACE FUNCTION delegation_days() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 30 $$;

-- In whose place somebody may decide now, and with which roles: those that were delegated and that the other one still has, while both work here.
CREATE OR REPLACE FUNCTION standing_for(p_issuer uuid, p_organisation uuid, p_delegate uuid)
RETURNS TABLE (person_id uuid, roles text[]) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT g.delegator_id, ARRAY(SELECT r FROM unnest(g.roles) r WHERE r = ANY (m.roles) ORDER BY 1)
    FROM delegations g
    JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.person_id = g.delegator_id AND m.status = 'active'
   WHERE g.issuer_id = p_issuer AND g.organisation_id = p_organisation AND g.delegate_id = p_delegate AND g.ended_at IS NULL
     AND g.starts_at <= clock_timestamp() AND g.ends_at > clock_timestamp() AND g.roles && m.roles
     AND EXISTS (SELECT FROM memberships d WHERE d.issuer_id = p_issuer AND d.organisation_id = p_organisation AND d.person_id = p_delegate AND d.status = 'active'
                    -- Begun at once, since it gave them nothing: it gives nothing to whoever has lost such a role since.
                    AND (g.operation_id IS NOT NULL OR d.roles @> g.roles))
$$;

-- Whether an approval of this revision stands that somebody gave in a person's place.
CREATE OR REPLACE FUNCTION decided_for(p_issuer uuid, p_operation uuid, p_revision int, p_person uuid) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM operation_decisions d
                  WHERE d.issuer_id = p_issuer AND d.operation_id = p_operation AND d.revision = p_revision AND d.for_person_id = p_person
                    AND NOT EXISTS (SELECT FROM operation_decisions l
                                     WHERE l.issuer_id = p_issuer AND l.operation_id = p_operation AND l.revision = p_revision
                                       AND l.person_id = d.person_id AND l.after = d.nth))
$$;

-- The one in whose place a person decides on an operation who has no right of their own; null where there is nobody. Not in that of whoever made it or
-- whom it is about, nor of whoever has a vote on it already (but for the one that they gave themselves, which says so better than a missing role), nor of
-- one who is no second pair of eyes for its maker or for those who approved it.
CREATE OR REPLACE FUNCTION stands_in_for(
  p_issuer uuid, p_desk uuid, p_person uuid, p_operation uuid, p_revision int, p_maker uuid, p_subject uuid, p_roles text[])
RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
BEGIN
  RETURN (SELECT g.person_id FROM standing_for(p_issuer, p_desk, p_person) g
           WHERE g.roles && p_roles AND g.person_id <> p_maker AND g.person_id IS DISTINCT FROM p_subject
             AND NOT controlled_pair(g.person_id, p_maker)
             AND (NOT decided_for(p_issuer, p_operation, p_revision, g.person_id)
                  OR EXISTS (SELECT FROM operation_decisions d
                              WHERE d.issuer_id = p_issuer AND d.operation_id = p_operation AND d.revision = p_revision AND d.person_id = p_person
                                AND d.for_person_id = g.person_id
                                AND NOT EXISTS (SELECT FROM operation_decisions l
                                                 WHERE l.issuer_id = p_issuer AND l.operation_id = p_operation AND l.revision = p_revision
                                                   AND l.person_id = p_person AND l.after = d.nth)))
             AND NOT EXISTS (SELECT FROM (SELECT d.person_id FROM operation_decisions d
                                           WHERE d.issuer_id = p_issuer AND d.operation_id = p_operation AND d.revision = p_revision
                                           GROUP BY 1 HAVING sum(approval_worth(d.decision)) > 0) approver
                              WHERE approver.person_id = g.person_id OR controlled_pair(approver.person_id, g.person_id))
           ORDER BY g.person_id LIMIT 1);
END $$;

-- Whether a person's standing approval was given in the place of somebody who still has one of some roles.
CREATE OR REPLACE FUNCTION approved_in_place(p_issuer uuid, p_operation uuid, p_revision int, p_person uuid, p_desk uuid, p_roles text[])
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  RETURN EXISTS (SELECT FROM operation_decisions d
                   JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = p_desk AND m.person_id = d.for_person_id
                                     AND m.status = 'active' AND m.roles && p_roles
                  WHERE d.issuer_id = p_issuer AND d.operation_id = p_operation AND d.revision = p_revision AND d.person_id = p_person
                    AND d.decision = 'approve' AND decided_for(p_issuer, p_operation, p_revision, d.for_person_id));
END $$;

-- Opens a delegation: from and to are local days of the organisation, both included. Returns ok, or the code of why not, and has then changed nothing.
CREATE OR REPLACE FUNCTION delegation_open(
  p_issuer uuid, p_unit uuid, p_id uuid, p_organisation uuid, p_delegator uuid, p_delegate uuid, p_roles text[], p_from date, p_to date, p_operation uuid)
RETURNS text LANGUAGE plpgsql
AS $$
DECLARE zone text; begins timestamptz; ends timestamptz; giver memberships; taker memberships;
BEGIN
  SELECT coalesce((SELECT d.time_zone FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = p_organisation), i.time_zone) INTO zone
    FROM issuers i WHERE i.id = p_issuer;
  begins := greatest(p_from::timestamp AT TIME ZONE zone, now()); ends := (p_to + 1)::timestamp AT TIME ZONE zone;
  SELECT * INTO giver FROM memberships m WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.person_id = p_delegator;
  SELECT * INTO taker FROM memberships m WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.person_id = p_delegate;
  IF (cardinality(p_roles) > 0 AND p_roles <@ ARRAY['admin', 'checker']) IS NOT TRUE THEN
    RAISE EXCEPTION 'delegation %: no roles that decide', p_id USING ERRCODE = 'PU004';
  END IF;
  IF p_delegator = p_delegate THEN RETURN 'delegations.yourself'; END IF;
  IF taker.status IS NULL OR taker.status = 'removed' THEN RETURN 'people.not-member'; END IF;
  IF taker.status <> 'active' THEN RETURN 'people.not-active'; END IF;
  IF (giver.status = 'active' AND giver.roles @> p_roles) IS NOT TRUE THEN RETURN 'people.maker-left'; END IF;
  IF (ends > begins AND p_to >= p_from AND p_to - p_from < delegation_days()) IS NOT TRUE THEN RETURN 'delegations.dates'; END IF;
  IF EXISTS (SELECT FROM delegations g WHERE g.issuer_id = p_issuer AND g.organisation_id = p_organisation AND g.delegator_id = p_delegator
                AND g.ended_at IS NULL AND g.starts_at < ends AND g.ends_at > begins) THEN RETURN 'delegations.overlaps'; END IF;
  INSERT INTO delegations (issuer_id, id, organisation_id, delegator_id, delegate_id, roles, starts_at, ends_at, operation_id, unit_id)
  VALUES (p_issuer, p_id, p_organisation, p_delegator, p_delegate, p_roles, begins, ends, p_operation, p_unit);
  RETURN 'ok';
END $$;

-- At once, where the other one has all of these roles anyway: it gives nobody anything. Returns ok, or the code of why not; wider where it would.
-- Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION delegation_start(
  p_issuer uuid, p_unit uuid, p_organisation uuid, p_person uuid, p_session uuid, p_proof bytea, p_id uuid, p_delegate uuid, p_from date, p_to date)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE own text[];
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_organisation) THEN RAISE EXCEPTION 'a delegation outside the scope' USING ERRCODE = 'PU001'; END IF;
  PERFORM lock_organisation(p_issuer, p_organisation);
  SELECT ARRAY(SELECT r FROM unnest(s.roles) r WHERE r IN ('admin', 'checker') ORDER BY 1) INTO own
    FROM session_roles(p_issuer, p_organisation, p_session, p_person, p_proof) s;
  IF coalesce(cardinality(own), 0) = 0 THEN RETURN 'auth.forbidden'; END IF;
  IF EXISTS (SELECT FROM memberships m WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.person_id = p_delegate
                AND m.status = 'active' AND NOT m.roles @> own) THEN RETURN 'wider'; END IF;
  RETURN delegation_open(p_issuer, p_unit, p_id, p_organisation, p_person, p_delegate, own, p_from, p_to, NULL);
END $$;

-- Ends a delegation at once, for either of the two or an admin. Returns ok, auth.forbidden or delegations.not-found. Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION delegation_end(
  p_issuer uuid, p_unit uuid, p_organisation uuid, p_person uuid, p_session uuid, p_proof bytea, p_id uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE g delegations; roles text[];
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_organisation) THEN RAISE EXCEPTION 'a delegation outside the scope' USING ERRCODE = 'PU001'; END IF;
  SELECT s.roles INTO roles FROM session_roles(p_issuer, p_organisation, p_session, p_person, p_proof) s;
  IF roles IS NULL THEN RETURN 'auth.forbidden'; END IF;
  SELECT * INTO g FROM delegations x WHERE x.issuer_id = p_issuer AND x.id = p_id AND x.organisation_id = p_organisation FOR UPDATE;
  IF g.id IS NULL OR g.ended_at IS NOT NULL OR g.ends_at <= clock_timestamp() THEN RETURN 'delegations.not-found'; END IF;
  IF NOT (p_person IN (g.delegator_id, g.delegate_id) OR 'admin' = ANY (roles)) THEN RETURN 'auth.forbidden'; END IF;
  UPDATE delegations x SET ended_at = clock_timestamp(), ended_by = p_person, unit_id = p_unit WHERE x.issuer_id = p_issuer AND x.id = g.id;
  RETURN 'ok';
END $$;
