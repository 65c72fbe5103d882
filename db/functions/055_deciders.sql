-- Who may decide. Deciders of an organisation are its active members with the role checker; nobody decides through an identity that they
-- had in hand in the last three days, nor is decided for by whoever had theirs.

CREATE OR REPLACE FUNCTION deciders(p_issuer uuid, p_organisation uuid)
RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT count(*)::int FROM memberships m
   WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.status = 'active' AND 'checker' = ANY (m.roles)
$$;

-- Whether one of two persons invited the other, or reset their authenticator or phone, within the last 72 hours.
CREATE OR REPLACE FUNCTION controlled_pair(p_one uuid, p_other uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM person_controls c
                  WHERE c.person_id = p_one AND c.at > clock_timestamp() - interval '72 hours' AND c.controller_id = p_other)
      OR EXISTS (SELECT FROM person_controls c
                  WHERE c.person_id = p_other AND c.at > clock_timestamp() - interval '72 hours' AND c.controller_id = p_one)
$$;

-- How many of an organisation's deciders may decide on what this maker asks for.
CREATE OR REPLACE FUNCTION eligible_deciders(p_issuer uuid, p_organisation uuid, p_maker uuid)
RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT count(*)::int FROM memberships m
   WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.status = 'active' AND 'checker' = ANY (m.roles)
     AND m.person_id <> p_maker AND NOT controlled_pair(m.person_id, p_maker)
$$;

-- Members of distributors for whom the issuer's people stand in: nobody at home may decide on what they ask for, or fewer than two decide there
-- at all. For the issuer's scope alone: elsewhere it is empty.
CREATE OR REPLACE FUNCTION stuck_makers(p_issuer uuid)
RETURNS TABLE (organisation_id uuid, person_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT m.organisation_id, m.person_id FROM memberships m
   WHERE m.issuer_id = p_issuer AND m.organisation_id <> p_issuer AND app_issuer() = p_issuer AND app_sees_all()
     AND (deciders(p_issuer, m.organisation_id) < 2 OR eligible_deciders(p_issuer, m.organisation_id, m.person_id) = 0)
$$;

-- Everybody who had this person's identity in hand within the last 72 hours, or whose this person had, and until when the two do not decide on
-- each other's requests.
CREATE OR REPLACE FUNCTION controlled_with(p_person uuid)
RETURNS TABLE (person_id uuid, until timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT x.other, max(x.at) + interval '72 hours'
    FROM (SELECT c.controller_id AS other, c.at FROM person_controls c WHERE c.person_id = p_person
          UNION ALL SELECT c.person_id, c.at FROM person_controls c WHERE c.controller_id = p_person) x
   WHERE x.at > clock_timestamp() - interval '72 hours' GROUP BY 1
$$;
