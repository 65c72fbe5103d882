-- Requests that are blocked: they wait, and nobody could complete them any more as people are now. Derived each time: whoever is invited, given a role or
-- reinstated unblocks them in that moment. It says of all people together what operations_claim says of each.

-- How many more approvals could come in, of people no two of whom are one pair of eyes: each of p_people decides in their own right or in the place of the
-- one in p_places, at the desk of the issuer or at home. p_one, p_other: pairs who are no second pair of eyes for each other, both ways round.
-- p_own of them are asked of those at home (p_stands_in: or of the issuer's in their place) and p_issuers of the issuer's.
CREATE OR REPLACE FUNCTION reachable_approvals(
  p_people uuid[], p_places uuid[], p_at_issuer boolean[], p_one uuid[], p_other uuid[], p_own int, p_issuers int, p_stands_in boolean)
RETURNS int LANGUAGE sql IMMUTABLE
AS $$
  WITH RECURSIVE
    node AS MATERIALIZED (
      SELECT n::int AS n, person, place, at_issuer FROM unnest(p_people, p_places, p_at_issuer) WITH ORDINALITY AS x(person, place, at_issuer, n)),
    pair AS MATERIALIZED (SELECT one, other FROM unnest(p_one, p_other) AS x(one, other)),
    clash AS MATERIALIZED (
      SELECT a.n AS a, b.n AS b FROM node a JOIN node b ON a.n <> b.n
       WHERE a.person IN (b.person, b.place) OR a.place IN (b.person, b.place)
          OR EXISTS (SELECT FROM pair p WHERE (p.one = a.person AND p.other IN (b.person, b.place)) OR (p.one = a.place AND p.other = b.person))),
    -- Whoever is in nobody's way decides; of the others, who are few, every choice is tried.
    picked AS (
      SELECT '{}'::int[] AS chosen, 0 AS newest, count(*) FILTER (WHERE NOT at_issuer)::int AS own, count(*) FILTER (WHERE at_issuer)::int AS issuers
        FROM node WHERE n NOT IN (SELECT a FROM clash)
      UNION ALL
      SELECT p.chosen || l.n, l.n, p.own + (NOT l.at_issuer)::int, p.issuers + l.at_issuer::int
        FROM picked p JOIN node l ON l.n > p.newest AND l.n IN (SELECT a FROM clash)
       WHERE cardinality(p.chosen) < p_own + p_issuers
         AND NOT EXISTS (SELECT FROM clash c WHERE c.a = l.n AND c.b = ANY (p.chosen)))
  SELECT coalesce(max(least(p.issuers, p_issuers)
                      + least(p_own, p.own + CASE WHEN p_stands_in THEN greatest(p.issuers - p_issuers, 0) ELSE 0 END)), 0) FROM picked p
$$;

-- The roles that somebody active has at an organisation, none otherwise; as if p_person had just p_roles at p_at ('{}': did not work there).
CREATE OR REPLACE FUNCTION roles_at(p_issuer uuid, p_organisation uuid, p_who uuid, p_at uuid, p_person uuid, p_roles text[])
RETURNS text[] LANGUAGE sql STABLE
AS $$
  SELECT coalesce(CASE WHEN p_who = p_person AND p_organisation = p_at THEN p_roles
                       ELSE (SELECT m.roles FROM memberships m WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation
                                AND m.person_id = p_who AND m.status = 'active') END, '{}')
$$;

-- Who could approve at a desk, in their own right (place is null) or in the place of somebody who is away. p_voted: who has a vote on it; p_gone: these, and
-- in whose place they gave it.
CREATE OR REPLACE FUNCTION could_approve(
  p_issuer uuid, p_desk uuid, p_need text[], p_maker uuid, p_subject uuid, p_voted uuid[], p_gone uuid[], p_one uuid[], p_other uuid[],
  p_at uuid, p_person uuid, p_roles text[])
RETURNS TABLE (person uuid, place uuid) LANGUAGE sql STABLE
AS $$
  WITH staff AS MATERIALIZED (
         SELECT m.person_id, r.roles FROM memberships m, LATERAL (
           SELECT CASE WHEN m.person_id = p_person AND p_desk = p_at THEN p_roles ELSE m.roles END AS roles) r
          WHERE m.issuer_id = p_issuer AND m.organisation_id = p_desk AND m.status = 'active' AND cardinality(r.roles) > 0),
       pair AS MATERIALIZED (SELECT p.one, p.other FROM unnest(p_one, p_other) AS p(one, other)),
       able AS (
         SELECT s.person_id, NULL::uuid AS place FROM staff s WHERE s.roles && p_need
         UNION ALL
         SELECT d.person_id, g.delegator_id
           FROM delegations g
           JOIN staff d ON d.person_id = g.delegate_id AND NOT d.roles && p_need
           JOIN staff m ON m.person_id = g.delegator_id
          WHERE g.issuer_id = p_issuer AND g.organisation_id = p_desk AND g.ended_at IS NULL AND g.starts_at <= now() AND g.ends_at > now()
            AND EXISTS (SELECT FROM unnest(g.roles) r WHERE r = ANY (m.roles) AND r = ANY (p_need))
            -- Begun at once, since it gave them nothing (standing_for).
            AND (g.operation_id IS NOT NULL OR d.roles @> g.roles))
  SELECT a.person_id, a.place FROM able a
   WHERE NOT EXISTS (
     SELECT FROM (VALUES (a.person_id, p_gone), (a.place, p_voted)) AS x(id, votes)
      WHERE x.id IN (p_maker, p_subject) OR x.id = ANY (p_gone)
         OR EXISTS (SELECT FROM pair p WHERE p.one = x.id AND (p.other = p_maker OR p.other = ANY (x.votes))))
$$;

-- Which of some operations are blocked, of those in this scope that people may decide on at all: pending, their customer not still to be asked, their time not
-- over, their distributor not suspended. With p_person: which would be if they had just p_roles at p_at.
-- reason: people (too few at home) | issuers (too few of the issuer's) | hands (enough of them, but some had others' identity in hand, at the latest until
-- `until`) | maker-left (may not ask for it any more) | approver-left (has approved it and may not decide any more: who, in `person`).
-- roles: whose approvals are missing; missing: how many; possible: how many of those could come in.
-- Raises PU001 for another issuer than the scope's.
CREATE OR REPLACE FUNCTION blocked_operations(p_issuer uuid, p_operations uuid[], p_at uuid, p_person uuid, p_roles text[])
RETURNS TABLE (operation_id uuid, reason text, roles text[], missing int, possible int, person uuid, until timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  k record; ids uuid[]; ones uuid[]; others uuid[]; untils timestamptz[]; voted uuid[]; gone uuid[];
  own int; issuers int; stands_in boolean; people uuid[]; places uuid[]; at_issuer boolean[]; nobody uuid[] := '{}';
BEGIN
  IF app_issuer() IS DISTINCT FROM p_issuer THEN RAISE EXCEPTION 'operations outside the scope' USING ERRCODE = 'PU001'; END IF;
  SELECT coalesce(array_agg(p.one), '{}'), coalesce(array_agg(p.other), '{}'), coalesce(array_agg(p.until), '{}') INTO ones, others, untils
    FROM (SELECT x.one, x.other, max(x.until) AS until FROM live_pairs() x GROUP BY 1, 2) p
   WHERE EXISTS (SELECT FROM memberships m WHERE m.issuer_id = p_issuer AND m.person_id = p.one);
  -- Whom one needs depends on who has made it and who has approved it, and on little else: of many that wait each kind is asked for once.
  FOR k IN
    WITH votes AS MATERIALIZED (
      SELECT d.operation_id, jsonb_agg(jsonb_build_object('person', d.person_id, 'place', d.for_person_id, 'desk', d.desk_id) ORDER BY d.person_id) AS votes
        FROM (SELECT DISTINCT u FROM unnest(p_operations) u) ask, LATERAL (
          SELECT x.* FROM operation_decisions x
            JOIN operations o ON o.issuer_id = x.issuer_id AND o.id = x.operation_id AND o.revision = x.revision
           WHERE x.issuer_id = p_issuer AND x.operation_id = ask.u AND x.decision = 'approve' AND o.status = 'pending' AND o.approvals_given > 0
             AND NOT EXISTS (SELECT FROM operation_decisions l WHERE l.issuer_id = p_issuer AND l.operation_id = x.operation_id
                                AND l.revision = x.revision AND l.person_id = x.person_id AND l.after = x.nth)) d
       GROUP BY 1)
    SELECT o.organisation_id, o.maker_id, o.maker_key_id, o.decider_roles, o.approvals_needed, o.issuer_approvals, o.approvals_given, s.subject_id,
           o.organisation_id = p_issuer AS at_home, rule.made_at, rule.maker_roles, o.amount_minor IS NULL AS changes, v.votes, array_agg(o.id) AS ids
      FROM (SELECT DISTINCT u FROM unnest(p_operations) u) ask
      CROSS JOIN LATERAL (SELECT x.* FROM operations x WHERE x.issuer_id = p_issuer AND x.id = ask.u LIMIT 1) o
      CROSS JOIN LATERAL (SELECT CASE WHEN o.counterparty_kind = 'person' THEN o.counterparty_id END AS subject_id) s
      JOIN operation_rules() rule ON rule.type = o.type
      LEFT JOIN votes v ON v.operation_id = o.id
     WHERE o.status = 'pending' AND in_scope(o.organisation_id) AND o.consent IS DISTINCT FROM 'awaited' AND o.expires_at > now()
       AND (o.organisation_id = p_issuer OR rule.while_suspended
            OR EXISTS (SELECT FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = o.organisation_id AND d.status = 'active'))
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
  LOOP
    ids := k.ids; reason := NULL; person := NULL; until := NULL; people := '{}'; places := '{}'; at_issuer := '{}';
    own := CASE WHEN k.at_home THEN k.approvals_needed - k.approvals_given
                ELSE greatest(k.approvals_needed - k.issuer_approvals - k.approvals_given, 0) END;
    issuers := k.approvals_needed - k.approvals_given - own;
    missing := own + issuers; possible := 0;
    roles := CASE WHEN own > 0 THEN k.decider_roles ELSE ARRAY['checker'] END;
    -- As earlier_hands asks of each approval after the first; what changes people, organisations, keys or policies is asked when it is done, too.
    IF (k.approvals_given > 0 OR missing > 1 OR k.changes) AND NOT (
         roles_at(p_issuer, CASE k.made_at WHEN 'issuer' THEN p_issuer ELSE k.organisation_id END, k.maker_id, p_at, p_person, p_roles) && k.maker_roles
         AND (k.maker_key_id IS NULL OR key_may(p_issuer, k.organisation_id, k.maker_key_id, k.maker_id))) THEN
      reason := 'maker-left'; person := k.maker_id;
    END IF;
    IF reason IS NULL AND k.votes IS NOT NULL THEN
      SELECT (v->>'person')::uuid INTO person
        FROM jsonb_array_elements(k.votes) v, LATERAL (
          SELECT (v->>'desk')::uuid AS desk, CASE WHEN (v->>'desk')::uuid = k.organisation_id THEN k.decider_roles ELSE ARRAY['checker'] END AS need) n
       WHERE NOT (roles_at(p_issuer, n.desk, (v->>'person')::uuid, p_at, p_person, p_roles) && n.need)
         AND NOT (cardinality(roles_at(p_issuer, n.desk, (v->>'person')::uuid, p_at, p_person, p_roles)) > 0
                  AND roles_at(p_issuer, n.desk, (v->>'place')::uuid, p_at, p_person, p_roles) && n.need)
       ORDER BY 1 LIMIT 1;
      IF FOUND THEN reason := 'approver-left'; END IF;
    END IF;
    IF reason IS NULL THEN
      voted := ARRAY(SELECT (v->>'person')::uuid FROM jsonb_array_elements(k.votes) v);
      gone := voted || ARRAY(SELECT (v->>'place')::uuid FROM jsonb_array_elements(k.votes) v WHERE v->>'place' IS NOT NULL);
      -- The issuer's people stand in for a distributor that has no two deciders, or none for this maker (desk_turn).
      stands_in := NOT k.at_home AND own > 0 AND (
        SELECT count(*) < 2 OR count(*) FILTER (WHERE m.person_id <> k.maker_id AND m.person_id IS DISTINCT FROM k.subject_id AND NOT EXISTS (
                 SELECT FROM unnest(ones, others) AS p(one, other) WHERE p.one = m.person_id AND p.other = k.maker_id)) = 0
          FROM memberships m
         WHERE m.issuer_id = p_issuer AND m.organisation_id = k.organisation_id AND m.status = 'active'
           AND 'checker' = ANY (CASE WHEN m.person_id = p_person AND k.organisation_id = p_at THEN p_roles ELSE m.roles END));
      SELECT coalesce(array_agg(c.person), '{}'), coalesce(array_agg(c.place), '{}'), coalesce(array_agg(c.at_issuer), '{}') INTO people, places, at_issuer
        FROM (SELECT c.*, false AS at_issuer FROM could_approve(p_issuer, k.organisation_id, k.decider_roles, k.maker_id, k.subject_id, voted, gone, ones, others,
                                                                p_at, p_person, p_roles) c WHERE own > 0
              UNION ALL
              SELECT c.*, true FROM could_approve(p_issuer, p_issuer, ARRAY['checker'], k.maker_id, k.subject_id, voted, gone, ones, others,
                                                  p_at, p_person, p_roles) c WHERE issuers > 0 OR stands_in) c;
      possible := reachable_approvals(people, places, at_issuer, ones, others, own, issuers, stands_in);
      IF possible < missing THEN
        -- Would there be enough of them if nobody had had anybody else's identity in hand?
        SELECT coalesce(array_agg(c.person), '{}'), coalesce(array_agg(c.place), '{}'), coalesce(array_agg(c.at_issuer), '{}') INTO people, places, at_issuer
          FROM (SELECT c.*, false AS at_issuer FROM could_approve(p_issuer, k.organisation_id, k.decider_roles, k.maker_id, k.subject_id, voted, gone, nobody, nobody,
                                                                  p_at, p_person, p_roles) c WHERE own > 0
                UNION ALL
                SELECT c.*, true FROM could_approve(p_issuer, p_issuer, ARRAY['checker'], k.maker_id, k.subject_id, voted, gone, nobody, nobody,
                                                    p_at, p_person, p_roles) c WHERE issuers > 0 OR stands_in) c;
        IF reachable_approvals(people, places, at_issuer, nobody, nobody, own, issuers, stands_in) >= missing THEN
          reason := 'hands';
          until := (SELECT max(p.until) FROM unnest(ones, others, untils) AS p(one, other, until)
                     WHERE p.one = ANY (people) AND (p.other = ANY (people) OR p.other = k.maker_id OR p.other = ANY (gone)));
        ELSE
          reason := CASE WHEN own = 0 OR reachable_approvals(people, places, at_issuer, nobody, nobody, own, 0, false) >= own THEN 'issuers' ELSE 'people' END;
          IF reason = 'issuers' THEN roles := ARRAY['checker']; END IF;
        END IF;
      END IF;
    END IF;
    IF reason IS NOT NULL THEN
      RETURN QUERY SELECT i, reason, roles, missing, possible, person, until FROM unnest(ids) i;
    END IF;
  END LOOP;
END $$;
