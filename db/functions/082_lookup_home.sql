-- Which organisation has known a person for longest, of those where they work now, whatever its issuer. Only that one may lay hands on their way in:
-- otherwise whoever invites somebody else's people could sign in as them there. Like the look-ups it belongs to their role, since it
-- reads every tenant's memberships; it answers yes or no.
SET ROLE portal_lookup;
DROP FUNCTION IF EXISTS is_home(uuid, uuid, uuid);
RESET ROLE;

CREATE FUNCTION is_home(p_issuer uuid, p_organisation uuid, p_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT coalesce((p_issuer, p_organisation) = (
    SELECT m.issuer_id, m.organisation_id FROM memberships m
     WHERE m.person_id = p_person AND m.status = 'active' ORDER BY coalesce(m.joined_at, m.created_at), m.organisation_id LIMIT 1), false)
$$;
