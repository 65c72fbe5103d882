-- What applying approved changes will say, in the order of the call, each after those before it: they are applied and undone again. Whoever asks
-- holds the locks of their organisations from then on, so that the answer stays true until the unit ends. Returns ok or a code for each.
-- Raises PU001 outside its unit, PU003 where approvals are missing.
CREATE OR REPLACE FUNCTION changes_rehearse(p_issuer uuid, p_unit uuid, p_operations uuid[])
RETURNS TABLE (operation uuid, outcome text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE asked uuid; kind text; outcomes text[];
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  PERFORM lock_organisation(p_issuer, x.organisation_id)
     FROM (SELECT DISTINCT o.organisation_id FROM operations o WHERE o.issuer_id = p_issuer AND o.id = ANY (p_operations)
              AND in_scope(o.organisation_id) ORDER BY 1) x;
  BEGIN
    FOREACH asked IN ARRAY p_operations LOOP
      SELECT o.type INTO kind FROM operations o WHERE o.issuer_id = p_issuer AND o.id = asked;
      outcomes := outcomes || CASE WHEN starts_with(kind, 'person-') THEN people_apply(p_issuer, p_unit, asked)
                                   WHEN starts_with(kind, 'api-key') THEN api_keys_apply(p_issuer, p_unit, asked)
                                   WHEN kind = 'float-account-open' THEN float_accounts_apply(p_issuer, p_unit, asked)
                                   WHEN kind = 'policy-change' THEN policies_apply(p_issuer, p_unit, asked)
                                   ELSE organisations_apply(p_issuer, p_unit, asked) END;
    END LOOP;
    RAISE EXCEPTION 'rehearsed' USING ERRCODE = 'PU009';
  EXCEPTION WHEN SQLSTATE 'PU009' THEN NULL;
  END;
  RETURN QUERY SELECT * FROM unnest(p_operations, outcomes);
END $$;
