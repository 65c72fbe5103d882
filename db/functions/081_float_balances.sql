-- The hottest read in one statement of its own, for many distributors at a time: it takes issuer and organisation and sets the scope itself
-- (DESIGN §4). Whoever asks has been let in by the door. p_items: [{issuer, distributor}]. Refused inside a unit of work (PU001), whose scope
-- it would change.
CREATE OR REPLACE FUNCTION float_balances(p_items jsonb)
RETURNS TABLE (idx int, posted bigint, held bigint, currency text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE r record;
BEGIN
  IF app_unit() IS NOT NULL THEN RAISE EXCEPTION 'balances are read outside a unit of work' USING ERRCODE = 'PU001'; END IF;
  FOR r IN SELECT (x.n - 1)::int AS n, (x.v->>'issuer')::uuid AS issuer, (x.v->>'distributor')::uuid AS distributor
             FROM jsonb_array_elements(p_items) WITH ORDINALITY AS x(v, n) LOOP
    PERFORM set_config('app.issuer', r.issuer::text, true);
    SELECT r.n, a.posted_minor, a.held_minor, a.currency INTO idx, posted, held, currency
      FROM distributors d JOIN ledger_accounts a ON a.issuer_id = d.issuer_id AND a.id = d.float_account_id
     WHERE d.issuer_id = r.issuer AND d.id = r.distributor;
    IF FOUND THEN RETURN NEXT; END IF;
  END LOOP;
END $$;
