-- Policies of distributors: how many different people of which roles approve an operation, by its type, amount and source. The caller of
-- operations_submit says nothing of it; what a policy says is applied from an approved operation (policies_apply) and never changed afterwards.

-- The types that a policy may say something of (lib/kernel/policy-terms.ts).
CREATE OR REPLACE FUNCTION policy_types() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY['cash-in', 'cash-out-fulfillment', 'own-transfer'] $$;
-- The sources that a rule of a type may name.
CREATE OR REPLACE FUNCTION policy_sources(p_type text) RETURNS text[] LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE p_type WHEN 'own-transfer' THEN ARRAY['web'] ELSE ARRAY['any', 'web', 'key', 'bulk'] END $$;

-- As what a policy takes an operation: money that goes back needs whoever it needed to come (guard_reversal holds the payload to what is reversed).
CREATE OR REPLACE FUNCTION governed_as(p_type text, p_payload jsonb) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE p_type WHEN 'reversal' THEN p_payload->>'reverses' ELSE p_type END $$;

-- The first rule of a policy that fits an operation, by its place from 1 on; no row where none does, or there is no policy. p_source: as operations have it.
CREATE OR REPLACE FUNCTION rule_of(p_rules jsonb, p_type text, p_amount bigint, p_source text)
RETURNS TABLE (place int, approvals int, decider_roles text[], step_up boolean, expires_seconds int) LANGUAGE sql IMMUTABLE
AS $$
  SELECT r.place::int, (r.rule->>'approvals')::int, ARRAY(SELECT jsonb_array_elements_text(r.rule->'roles')), (r.rule->>'stepUp')::boolean,
         (r.rule->>'expiresInSeconds')::int
    FROM jsonb_array_elements(p_rules) WITH ORDINALITY AS r(rule, place)
   WHERE r.rule->>'type' = p_type AND r.rule->>'source' IN ('any', CASE p_source WHEN 'api' THEN 'key' ELSE p_source END)
     AND p_amount >= (r.rule->>'fromMinor')::bigint AND (r.rule->>'toMinor' IS NULL OR p_amount < (r.rule->>'toMinor')::bigint)
   ORDER BY r.place LIMIT 1
$$;

-- What an operation of a distributor would need if it were asked for now: one row, of operations_submit's own choice. `place` is null where no rule fits,
-- expires_seconds too: then the type's own holds. p_version: null for the policy in force.
CREATE OR REPLACE FUNCTION approval_rule(p_issuer uuid, p_distributor uuid, p_type text, p_amount bigint, p_source text, p_version int)
RETURNS TABLE (version int, place int, approvals int, decider_roles text[], step_up boolean, expires_seconds int) LANGUAGE sql STABLE
AS $$
  SELECT p.version, r.place, coalesce(r.approvals, d.approvals), coalesce(r.decider_roles, d.decider_roles), coalesce(r.step_up, false), r.expires_seconds
    FROM operation_rules() d
    LEFT JOIN LATERAL (
      SELECT x.version, x.rules FROM approval_policies x
       WHERE x.issuer_id = p_issuer AND x.distributor_id = p_distributor AND x.version = coalesce(p_version, x.version) AND p_type = ANY (policy_types())
       ORDER BY x.version DESC LIMIT 1) p ON true
    LEFT JOIN LATERAL rule_of(p.rules, p_type, p_amount, p_source) r ON true
   WHERE d.type = p_type
$$;

-- The places of rules that an organisation's people cannot satisfy, whichever one of its makers asks: too few of the roles besides that one. As if
-- p_person, unless it is null, had just these roles ('{}': did not work there).
CREATE OR REPLACE FUNCTION unsatisfied_rules(p_issuer uuid, p_organisation uuid, p_rules jsonb, p_person uuid, p_roles text[])
RETURNS int[] LANGUAGE sql STABLE
AS $$
  WITH staff AS (
    SELECT m.roles FROM memberships m
     WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.status = 'active' AND m.person_id IS DISTINCT FROM p_person
    UNION ALL SELECT p_roles WHERE p_person IS NOT NULL)
  SELECT coalesce(array_agg(r.place::int ORDER BY r.place), '{}')
    FROM jsonb_array_elements(p_rules) WITH ORDINALITY AS r(rule, place),
         LATERAL (SELECT ARRAY(SELECT jsonb_array_elements_text(r.rule->'roles')) AS roles) need
   WHERE (r.rule->>'approvals')::int > (
     SELECT count(*) FILTER (WHERE s.roles && need.roles) - coalesce(bool_or(s.roles && need.roles AND 'maker' = ANY (s.roles)), false)::int FROM staff s)
$$;

-- Whether the policy in force would be left with a rule that nobody could satisfy, if a member had these roles.
CREATE OR REPLACE FUNCTION policy_would_fail(p_issuer uuid, p_organisation uuid, p_person uuid, p_roles text[]) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT coalesce((
    -- One that fails as it is, since somebody left otherwise, holds back nobody's change but those that it would fail for.
    SELECT NOT unsatisfied_rules(p_issuer, p_organisation, p.rules, p_person, p_roles) <@ unsatisfied_rules(p_issuer, p_organisation, p.rules, NULL, NULL)
      FROM approval_policies p WHERE p.issuer_id = p_issuer AND p.distributor_id = p_organisation ORDER BY p.version DESC LIMIT 1), false)
$$;

CREATE OR REPLACE FUNCTION is_limit(p jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$ SELECT coalesce(p = 'null' OR (jsonb_typeof(p) = 'string' AND p #>> '{}' ~ '^[1-9][0-9]{0,17}$'), false) $$;

-- Whether these are the terms of a policy as lib/policies/schemas.ts has them.
CREATE OR REPLACE FUNCTION are_policy_terms(p jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(
    jsonb_typeof(p->'rules') = 'array' AND jsonb_array_length(p->'rules') <= 40
    AND (SELECT array_agg(k ORDER BY k) FROM jsonb_object_keys(p->'limits') k) = ARRAY['customerDaily', 'customerWeekly', 'makerDaily', 'makerWeekly']
    AND (SELECT bool_and(is_limit(l.value)) FROM jsonb_each(p->'limits') l)
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(p->'rules') WITH ORDINALITY AS r(rule, place)
       WHERE ((rule->>'type') = ANY (policy_types()) AND rule->>'source' = ANY (policy_sources(rule->>'type'))
              AND rule->>'fromMinor' ~ '^(0|[1-9][0-9]{0,17})$'
              AND is_limit(rule->'toMinor') AND coalesce((rule->>'toMinor')::bigint > (rule->>'fromMinor')::bigint, true)
              AND jsonb_typeof(rule->'approvals') = 'number' AND rule->>'approvals' ~ '^[1-5]$' AND jsonb_typeof(rule->'stepUp') = 'boolean'
              AND rule->'roles' IN ('["checker"]', '["admin"]', '["checker", "admin"]')
              AND jsonb_typeof(rule->'expiresInSeconds') = 'number' AND rule->>'expiresInSeconds' ~ '^[1-9][0-9]{2,6}$'
              AND (rule->>'expiresInSeconds')::int BETWEEN 300 AND 2592000) IS NOT TRUE
          -- One before it fits all that it would.
          OR EXISTS (SELECT FROM jsonb_array_elements(p->'rules') WITH ORDINALITY AS e(earlier, before)
                      WHERE e.before < r.place AND earlier->>'type' = rule->>'type' AND earlier->>'source' IN ('any', rule->>'source')
                        AND (earlier->>'fromMinor')::bigint <= (rule->>'fromMinor')::bigint
                        AND (earlier->>'toMinor' IS NULL OR (rule->>'toMinor')::bigint <= (earlier->>'toMinor')::bigint))), false)
$$;

-- What a change of a policy needs: as many people, and a fresh code of each, as the strongest rule asks for that it touches, in force or to come; a limit that
-- changes touches all. Else two people could take away what five were to guard. Beside checkers those decide whom that rule names; where there are not as
-- many of them besides whoever asks, all of them. Where no rule asks for two, one checker.
CREATE OR REPLACE FUNCTION policy_change_rule(p_issuer uuid, p_distributor uuid, p_maker uuid, p_after jsonb)
RETURNS TABLE (approvals int, decider_roles text[], step_up boolean) LANGUAGE sql STABLE
AS $$
  WITH held AS (
         SELECT p.rules, p.limits FROM approval_policies p WHERE p.issuer_id = p_issuer AND p.distributor_id = p_distributor ORDER BY p.version DESC LIMIT 1),
       change AS (
         SELECT coalesce((SELECT h.rules FROM held h), '[]') AS before, coalesce(p_after->'rules', '[]') AS after,
                coalesce((SELECT h.limits FROM held h), '{"customerDaily": null, "customerWeekly": null, "makerDaily": null, "makerWeekly": null}')
                  IS DISTINCT FROM p_after->'limits' AS limits),
       touched AS (
         SELECT r.rule FROM change c, unnest(policy_types()) t, jsonb_array_elements(c.before || c.after) AS r(rule)
          WHERE r.rule->>'type' = t
            AND (c.limits OR jsonb_path_query_array(c.before, '$[*] ? (@.type == $t)', jsonb_build_object('t', t))
                             <> jsonb_path_query_array(c.after, '$[*] ? (@.type == $t)', jsonb_build_object('t', t)))),
       strongest AS (SELECT max((t.rule->>'approvals')::int) AS approvals, coalesce(bool_or((t.rule->>'stepUp')::boolean), false) AS step_up FROM touched t),
       named AS (
         SELECT s.approvals, s.step_up, CASE WHEN s.approvals > 1 THEN ARRAY(
                  SELECT 'checker' UNION SELECT jsonb_array_elements_text(t.rule->'roles') FROM touched t WHERE (t.rule->>'approvals')::int = s.approvals
                   ORDER BY 1 DESC) ELSE ARRAY['checker'] END AS roles
           FROM strongest s)
  SELECT greatest(1, least(coalesce(n.approvals, 1), (
           SELECT count(*)::int FROM memberships m
            WHERE m.issuer_id = p_issuer AND m.organisation_id = p_distributor AND m.status = 'active' AND m.roles && n.roles AND m.person_id <> p_maker))),
         n.roles, n.step_up
    FROM named n
$$;
