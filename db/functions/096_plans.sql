-- Functions of the hot path keep the plans of their statements. They look rows up one key at a time, so that no value of a parameter makes another
-- plan better; yet the planner takes an array that it knows for shorter than one that it does not, finds its guess the cheaper plan, and
-- plans some statements anew with each call: a quarter of what the movement of one transfer costs.
DO $$
DECLARE names text[] := ARRAY['ledger_apply', 'ledger_write_accounts', 'ledger_end_holds', 'check_inserted_entries', 'check_transfers_approved',
  'audit_append', 'limits_take', 'operations_submit', 'operations_make', 'operations_claim', 'operations_finish', 'operations_write_ends',
  'operations_count_approvals', 'check_ended_operations', 'key_may'];
  f regprocedure; found int := 0;
BEGIN
  FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = ANY (names) LOOP
    EXECUTE format('ALTER FUNCTION %s SET plan_cache_mode = force_generic_plan', f);
    found := found + 1;
  END LOOP;
  IF found <> cardinality(names) THEN RAISE EXCEPTION 'found % of % functions of the hot path', found, cardinality(names); END IF;
END $$;
