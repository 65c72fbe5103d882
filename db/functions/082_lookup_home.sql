-- Which organisation has known a person for longest, of those where they work; of somebody who works for an issuer it is that issuer, and of
-- somebody who works for two issuers it is nobody. Only that one may lay hands on their way in: otherwise whoever invites somebody else's people
-- could sign in as them there. A suspension moves nobody's home: it may end. Like the look-ups it belongs to their role, since it reads every tenant's
-- memberships; it answers yes or no.
SET ROLE portal_lookup;
DROP FUNCTION IF EXISTS is_home(uuid, uuid, uuid);
RESET ROLE;

CREATE FUNCTION is_home(p_issuer uuid, p_organisation uuid, p_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT coalesce((p_issuer, p_organisation) = (
    SELECT m.issuer_id, m.organisation_id FROM memberships m
     WHERE m.person_id = p_person AND m.status IN ('active', 'suspended')
       AND (SELECT count(*) FROM memberships x
             WHERE x.person_id = p_person AND x.status IN ('active', 'suspended') AND x.organisation_kind = 'issuer') < 2
     ORDER BY m.organisation_kind <> 'issuer', coalesce(m.joined_at, m.created_at), m.organisation_id LIMIT 1), false)
$$;
