-- What needs no second person: it takes away, or sends again what was approved.

-- Leaves a member with fewer roles (p_roles; null for those they have) or suspends them (p_status; null for no change). An invitation that nobody
-- has followed may be withdrawn: removed. Their sessions there end with either. Returns ok, or the code of why not, and has then changed nothing.
-- Raises PU001 outside its unit or scope, PU004 on what is neither.
CREATE OR REPLACE FUNCTION membership_narrow(
  p_issuer uuid, p_unit uuid, p_organisation uuid, p_person uuid, p_roles text[], p_status text, p_reason text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE m memberships; left_with text[]; refusal text;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_organisation) THEN RAISE EXCEPTION 'people outside the scope' USING ERRCODE = 'PU001'; END IF;
  PERFORM lock_organisation(p_issuer, p_organisation);
  SELECT * INTO m FROM memberships x WHERE x.issuer_id = p_issuer AND x.organisation_id = p_organisation AND x.person_id = p_person FOR UPDATE;
  IF m.status IS NULL OR m.status = 'removed' THEN RETURN 'people.not-member'; END IF;
  left_with := coalesce(p_roles, m.roles);
  IF NOT are_roles(left_with) OR coalesce(p_status, 'suspended') NOT IN ('suspended', 'removed') THEN
    RAISE EXCEPTION 'person %: neither roles nor an end', p_person USING ERRCODE = 'PU004';
  END IF;
  IF NOT m.roles @> left_with THEN RETURN 'people.roles-not-narrower'; END IF;
  IF p_status = 'removed' AND m.status <> 'invited' THEN RETURN 'people.not-invited'; END IF;
  IF p_status = 'suspended' AND m.status = 'suspended' THEN RETURN 'people.already-suspended'; END IF;
  refusal := who_would_be_missing(p_issuer, p_organisation, p_person, CASE WHEN p_status IS NULL THEN left_with ELSE '{}' END);
  IF refusal IS NOT NULL THEN RETURN refusal; END IF;
  UPDATE memberships x
     SET roles = left_with, status = coalesce(p_status, x.status), unit_id = p_unit,
         invitation_hash = CASE WHEN p_status IS NULL THEN x.invitation_hash END,
         suspended_reason = CASE WHEN p_status = 'suspended' THEN p_reason ELSE x.suspended_reason END,
         suspended_at = CASE WHEN p_status = 'suspended' THEN now() ELSE x.suspended_at END
   WHERE x.issuer_id = p_issuer AND x.organisation_id = p_organisation AND x.person_id = p_person;
  IF p_status IS NOT NULL THEN PERFORM end_sessions_at(p_issuer, p_organisation, p_person); END IF;
  RETURN 'ok';
END $$;

-- Gives an invitation a link (SHA-256 of its token) that is open anew from now on; of one that has lapsed, too. Who is invited and to what was approved.
-- Returns ok or people.not-invited. Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION invitation_send(p_issuer uuid, p_unit uuid, p_organisation uuid, p_person uuid, p_hash bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_organisation) THEN RAISE EXCEPTION 'people outside the scope' USING ERRCODE = 'PU001'; END IF;
  UPDATE memberships m SET invitation_hash = p_hash, invited_until = now() + invitation_lasts(), unit_id = p_unit
   WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.person_id = p_person AND m.status = 'invited';
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'people.not-invited' END;
END $$;
