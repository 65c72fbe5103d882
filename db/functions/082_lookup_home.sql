-- Which organisation has known a person for longest, of those where they work now, whatever its issuer; for somebody of that one's issuer itself
-- it is the issuer. Only that one may lay hands on their way in: otherwise whoever invites somebody else's people could sign in as them there. Like the look-ups it belongs to their role, since it
-- reads every tenant's memberships; it answers yes or no.
SET ROLE portal_lookup;
DROP FUNCTION IF EXISTS is_home(uuid, uuid, uuid);
RESET ROLE;

CREATE FUNCTION is_home(p_issuer uuid, p_organisation uuid, p_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT coalesce((p_issuer, p_organisation) = (
    SELECT m.issuer_id, m.organisation_id
      FROM memberships m, LATERAL (
        SELECT x.issuer_id FROM memberships x WHERE x.person_id = p_person AND x.status = 'active'
         ORDER BY coalesce(x.joined_at, x.created_at), x.organisation_id LIMIT 1) oldest
     WHERE m.person_id = p_person AND m.status = 'active' AND m.issuer_id = oldest.issuer_id
     ORDER BY m.organisation_kind <> 'issuer', coalesce(m.joined_at, m.created_at), m.organisation_id LIMIT 1), false)
$$;
