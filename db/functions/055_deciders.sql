-- Who may decide. Deciders of an organisation are its active members with the role checker; nobody decides through an identity that they
-- had in hand a short while ago, nor is decided for by whoever had theirs.

-- How long that is, and how long an invitation is open: lib/kernel/periods.ts says the same, and a test holds the two together.
CREATE OR REPLACE FUNCTION control_lasts() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '72 hours' $$;
CREATE OR REPLACE FUNCTION invitation_lasts() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '7 days' $$;

CREATE OR REPLACE FUNCTION deciders(p_issuer uuid, p_organisation uuid)
RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT count(*)::int FROM memberships m
   WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.status = 'active' AND 'checker' = ANY (m.roles)
$$;

-- Who has had whose identity in hand (invited them, or reset their authenticator or phone), and until when the two are no second pair of eyes for
-- each other: of an invitation it counts from the moment that it was followed, since until then nobody has seen who came.
CREATE OR REPLACE FUNCTION live_controls() RETURNS TABLE (person_id uuid, controller_id uuid, until timestamptz) LANGUAGE sql STABLE
AS $$
  SELECT c.person_id, c.controller_id, greatest(c.at, m.joined_at) + control_lasts()
    FROM person_controls c
    LEFT JOIN memberships m ON c.kind = 'invite' AND m.person_id = c.person_id AND m.issuer_id = c.issuer_id AND m.invited_by = c.controller_id
   WHERE greatest(c.at, m.joined_at) + control_lasts() > clock_timestamp()
$$;

-- Pairs of people who are no second pair of eyes for each other, either way round: one has the other in hand, or both are in one person's hands, or
-- one has in hand whoever has the other. Else somebody could invite a maker and a checker, or have an invited admin invite one.
CREATE OR REPLACE FUNCTION live_pairs() RETURNS TABLE (one uuid, other uuid, until timestamptz) LANGUAGE sql STABLE
AS $$
  WITH held AS MATERIALIZED (SELECT * FROM live_controls())
  SELECT h.person_id, h.controller_id, h.until FROM held h
  UNION ALL SELECT h.controller_id, h.person_id, h.until FROM held h
  UNION ALL SELECT a.person_id, b.person_id, least(a.until, b.until)
              FROM held a JOIN held b ON b.controller_id = a.controller_id AND b.person_id <> a.person_id
  UNION ALL SELECT a.person_id, b.controller_id, least(a.until, b.until) FROM held a JOIN held b ON b.person_id = a.controller_id
  UNION ALL SELECT b.controller_id, a.person_id, least(a.until, b.until) FROM held a JOIN held b ON b.person_id = a.controller_id
$$;

-- In a language that keeps its plan: it is asked in each decision.
CREATE OR REPLACE FUNCTION controlled_pair(p_one uuid, p_other uuid)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  -- Nearly always neither was in anybody's hands lately.
  PERFORM FROM person_controls c WHERE c.person_id IN (p_one, p_other) LIMIT 1;
  IF NOT FOUND THEN RETURN false; END IF;
  RETURN EXISTS (SELECT FROM live_pairs() p WHERE p.one = p_one AND p.other = p_other);
END $$;

-- Nothing has been released yet: the signatures that are dropped stand only in databases that an earlier checkout made.
DROP FUNCTION IF EXISTS eligible_deciders(uuid, uuid, uuid);
DROP FUNCTION IF EXISTS desk_turn(uuid, uuid, uuid, uuid, int, int);

-- How many of an organisation's deciders may decide on what this maker asks for. p_subject: the person whom it is about, who does not; or null.
CREATE OR REPLACE FUNCTION eligible_deciders(p_issuer uuid, p_organisation uuid, p_maker uuid, p_subject uuid)
RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT count(*)::int FROM memberships m
   WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.status = 'active' AND 'checker' = ANY (m.roles)
     AND m.person_id <> p_maker AND m.person_id IS DISTINCT FROM p_subject AND NOT controlled_pair(m.person_id, p_maker)
$$;

-- Members of distributors for whom the issuer's people stand in: nobody at home may decide on what they ask for, or fewer than two decide there
-- at all. For the issuer's scope alone: elsewhere it is empty. Asked for all distributors at once, hence in one statement, not pair by pair.
CREATE OR REPLACE FUNCTION stuck_makers(p_issuer uuid)
RETURNS TABLE (organisation_id uuid, person_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (SELECT DISTINCT p.one, p.other FROM live_pairs() p),
       checkers AS MATERIALIZED (
         SELECT m.organisation_id, m.person_id, count(*) OVER (PARTITION BY m.organisation_id) AS deciders FROM memberships m
          WHERE m.issuer_id = p_issuer AND m.organisation_id <> p_issuer AND m.status = 'active' AND 'checker' = ANY (m.roles)),
       eligible AS MATERIALIZED (
         SELECT DISTINCT m.organisation_id, m.person_id
           FROM memberships m
           JOIN checkers c ON c.organisation_id = m.organisation_id AND c.person_id <> m.person_id AND c.deciders >= 2
           LEFT JOIN held h ON h.one = c.person_id AND h.other = m.person_id
          WHERE m.issuer_id = p_issuer AND h.one IS NULL)
  SELECT m.organisation_id, m.person_id FROM memberships m
    LEFT JOIN eligible e ON e.organisation_id = m.organisation_id AND e.person_id = m.person_id
   WHERE m.issuer_id = p_issuer AND m.organisation_id <> p_issuer AND app_issuer() = p_issuer AND app_sees_all() AND e.person_id IS NULL
$$;

-- The same of what an admin, or a maker of keys, asks for about the one other person who could decide on it.
CREATE OR REPLACE FUNCTION stuck_subjects(p_issuer uuid)
RETURNS TABLE (organisation_id uuid, person_id uuid, subject_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  WITH held AS MATERIALIZED (SELECT DISTINCT p.one, p.other FROM live_pairs() p)
  SELECT m.organisation_id, m.person_id, (array_agg(c.person_id))[1]
    FROM memberships m
    JOIN memberships c ON c.issuer_id = p_issuer AND c.organisation_id = m.organisation_id AND c.person_id <> m.person_id
                      AND c.status = 'active' AND 'checker' = ANY (c.roles)
    LEFT JOIN held h ON h.one = c.person_id AND h.other = m.person_id
   WHERE m.issuer_id = p_issuer AND m.organisation_id <> p_issuer AND app_issuer() = p_issuer AND app_sees_all()
     AND m.roles && ARRAY['admin', 'maker'] AND h.one IS NULL
   GROUP BY 1, 2 HAVING count(*) = 1
$$;

-- Everybody with whom this person makes such a pair, and until when the two do not decide on each other's requests.
CREATE OR REPLACE FUNCTION controlled_with(p_person uuid)
RETURNS TABLE (person_id uuid, until timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT p.other, max(p.until) FROM live_pairs() p WHERE p.one = p_person AND p.other <> p_person GROUP BY 1
$$;
