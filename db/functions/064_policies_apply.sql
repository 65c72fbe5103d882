-- Applies an approved operation of the type policy-change; operations_finish comes after it. Returns ok, or the code of why it cannot happen any more, and
-- has then changed nothing. Raises PU001 outside its unit, PU003 where the approvals are missing, PU004 on what no portal asks for.
CREATE OR REPLACE FUNCTION policies_apply(p_issuer uuid, p_unit uuid, p_operation uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE o operations; terms jsonb; newest int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  -- Whom the policy itself asked for when it was asked for (policy_change_rule).
  o := approved_operation(p_issuer, p_unit, p_operation, NULL, coalesce(
    (SELECT x.decider_roles FROM operations x WHERE x.issuer_id = p_issuer AND x.id = p_operation), ARRAY['checker']));
  IF (o.type = 'policy-change' AND o.organisation_id <> p_issuer AND o.counterparty_kind = 'distributor' AND o.counterparty_id = o.organisation_id)
     IS NOT TRUE THEN
    RAISE EXCEPTION 'operation %: no change of a policy', o.id USING ERRCODE = 'PU003';
  END IF;
  PERFORM lock_organisation(p_issuer, o.organisation_id);
  IF NOT maker_may(p_issuer, o.organisation_id, o.maker_id) THEN RETURN 'people.maker-left'; END IF;
  terms := o.payload->'after';
  IF NOT are_policy_terms(terms) THEN RAISE EXCEPTION 'operation %: no terms of a policy', o.id USING ERRCODE = 'PU004'; END IF;
  SELECT coalesce(max(p.version), 0) INTO newest FROM approval_policies p WHERE p.issuer_id = p_issuer AND p.distributor_id = o.organisation_id;
  -- What the checker read as being in force.
  IF (o.payload->>'version')::int IS DISTINCT FROM newest THEN RETURN 'policies.changed-meanwhile'; END IF;
  IF unsatisfied_rules(p_issuer, o.organisation_id, terms->'rules', NULL, NULL) <> '{}' THEN RETURN 'policies.not-satisfiable'; END IF;
  INSERT INTO approval_policies (issuer_id, distributor_id, version, rules, limits, operation_id, unit_id)
  VALUES (p_issuer, o.organisation_id, newest + 1, terms->'rules', terms->'limits', o.id, p_unit);
  RETURN 'ok';
END $$;
