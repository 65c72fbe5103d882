-- The identity tables are global: whoever may read them reads all rows. They are written inside a unit of work only, like all others: what
-- the driver runs on a fresh connection after a loss is refused here too (DESIGN §4).
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['people', 'recovery_codes', 'sign_in_challenges', 'sessions', 'person_devices',
                           'person_controls', 'wallet_sessions', 'wallet_devices'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('DROP POLICY IF EXISTS in_unit ON %I', t);
    EXECUTE format('CREATE POLICY in_unit ON %I TO portal_app, portal_worker, portal_owner USING (true) WITH CHECK (app_unit() IS NOT NULL)', t);
    EXECUTE format('DROP POLICY IF EXISTS lookup ON %I', t);
    EXECUTE format('CREATE POLICY lookup ON %I FOR SELECT TO portal_lookup USING (true)', t);
  END LOOP;
END $$;

-- What sessions are sealed with is for the functions that open them.
ALTER TABLE session_seals ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_seals FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS in_unit ON session_seals;
CREATE POLICY in_unit ON session_seals TO portal_owner USING (true) WITH CHECK (app_unit() IS NOT NULL);

DROP POLICY IF EXISTS auditor ON person_controls;
CREATE POLICY auditor ON person_controls FOR SELECT TO portal_auditor USING (true);
