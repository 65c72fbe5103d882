-- Policies: each version is what an approved request asked for, none of them is missing, and operations ask for the people that the one they name asks for.
CREATE OR REPLACE FUNCTION verify_policies(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH asked AS (
    SELECT o.id, o.organisation_id, o.payload, o.decided_at FROM operations o
     WHERE o.issuer_id = p_issuer AND o.type = 'policy-change' AND o.status = 'completed'),
  kept AS (SELECT p.* FROM approval_policies p WHERE p.issuer_id = p_issuer)
  SELECT 'policy-unapproved', coalesce(p.operation_id, a.id)::text,
         CASE WHEN p.version IS NULL THEN 'the policy that it put in force is gone'
              ELSE format('version %s is not what was asked for and approved', p.version) END, coalesce(p.distributor_id, a.organisation_id), NULL::bigint
    FROM kept p FULL JOIN asked a ON a.id = p.operation_id
   WHERE (p.distributor_id, (p.version - 1)::text, p.rules, p.limits, p.created_at) IS DISTINCT FROM
         (a.organisation_id, a.payload->>'version', a.payload->'after'->'rules', a.payload->'after'->'limits', a.decided_at)
  UNION ALL
  -- Those without a policy in one join; looking a rule up is what costs.
  SELECT 'operation-rule', o.id::text, format('asks for %s of %s, and its type for more or for others', o.approvals_needed, o.decider_roles),
         o.organisation_id, NULL
    FROM operations o LEFT JOIN operation_rules() d ON d.type = o.type
   WHERE o.issuer_id = p_issuer AND o.policy_version IS NULL
     AND (d.type IS NULL OR o.approvals_needed < d.approvals OR o.issuer_approvals < d.issuer_approvals
          -- What a change of a policy needs besides depends on who worked there when it was asked for (policy_change_rule).
          OR CASE WHEN o.type = 'policy-change' THEN NOT (o.decider_roles @> d.decider_roles AND o.decider_roles <@ ARRAY['checker', 'admin'])
                  ELSE o.decider_roles <> d.decider_roles OR o.step_up END)
  UNION ALL
  SELECT 'operation-rule', o.id::text, format('asks for %s of %s, and version %s of the policy for more or for others', o.approvals_needed,
                                              o.decider_roles, o.policy_version), o.organisation_id, NULL
    FROM operations o
    LEFT JOIN operation_rules() d ON d.type = o.type
    LEFT JOIN kept p ON p.distributor_id = o.organisation_id AND p.version = o.policy_version
    LEFT JOIN LATERAL rule_of(p.rules, governed_as(o.type, o.payload), o.amount_minor, o.source) r ON true
   WHERE o.issuer_id = p_issuer AND o.policy_version IS NOT NULL
     AND (p.version IS NULL OR (governed_as(o.type, o.payload) = ANY (policy_types())) IS NOT TRUE
          OR o.approvals_needed < coalesce(r.approvals, d.approvals) OR o.issuer_approvals < d.issuer_approvals
          OR o.decider_roles <> coalesce(r.decider_roles, d.decider_roles) OR o.step_up <> coalesce(r.step_up, false));
END $$;
