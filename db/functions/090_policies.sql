-- Row-level security, enabled and forced on every tenant table (any with issuer_id or distributor_id), from the catalogue, so that a new
-- table cannot be forgotten. A row is seen in its issuer's scope, and, where it belongs to one organisation, in that organisation's
-- scope or '*'. A row is written only inside the unit of work that it names.
DO $$
DECLARE t record; scope text; write_check text; issuer_only text;
BEGIN
  FOR t IN
    SELECT c.relname AS name,
           max(CASE a.attname WHEN 'distributor_id' THEN 'distributor_id' WHEN 'organisation_id' THEN 'organisation_id' END) AS org,
           bool_or(a.attname = 'unit_id') AS has_unit
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
     GROUP BY c.relname HAVING bool_or(a.attname IN ('issuer_id', 'distributor_id')) OR c.relname = 'issuers'
  LOOP
    -- These name an issuer but are global (091_identity_policies.sql): sessions are looked up before a scope exists, and who controls whose
    -- identity counts in every organisation of both.
    CONTINUE WHEN t.name IN ('sessions', 'person_controls');
    issuer_only := CASE t.name WHEN 'issuers' THEN 'id = app_issuer()' ELSE 'issuer_id = app_issuer()' END;
    scope := issuer_only || CASE
      WHEN t.name = 'distributors' THEN ' AND (app_sees_all() OR id = app_organisation())'
      WHEN t.name = 'ledger_accounts' THEN ' AND (app_sees_all() OR owner_id = app_organisation())'
      WHEN t.name = 'withdrawal_requests' THEN ''
      WHEN t.org IS NOT NULL THEN format(' AND (app_sees_all() OR %I = app_organisation())', t.org)
      ELSE '' END;
    write_check := CASE WHEN t.has_unit THEN ' AND unit_id = app_unit()' ELSE ' AND app_unit() IS NOT NULL' END;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.name);
    EXECUTE format('DROP POLICY IF EXISTS tenant ON %I', t.name);
    EXECUTE format('CREATE POLICY tenant ON %I TO portal_app, portal_worker USING (%s) WITH CHECK (%s%s)', t.name, scope, scope, write_check);
    -- The owner's functions reach both legs of a movement, so they are bound to the issuer and check the organisation themselves.
    EXECUTE format('DROP POLICY IF EXISTS issuer ON %I', t.name);
    IF t.name = 'rate_counters' THEN write_check := ''; END IF;
    EXECUTE format('CREATE POLICY issuer ON %I TO portal_owner USING (%s) WITH CHECK (%s%s)', t.name, issuer_only, issuer_only, write_check);
    EXECUTE format('DROP POLICY IF EXISTS auditor ON %I', t.name);
    EXECUTE format('CREATE POLICY auditor ON %I FOR SELECT TO portal_auditor USING (true)', t.name);
  END LOOP;
END $$;

DROP POLICY IF EXISTS lookup ON api_keys;
CREATE POLICY lookup ON api_keys FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON api_key_secrets;
CREATE POLICY lookup ON api_key_secrets FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON memberships;
CREATE POLICY lookup ON memberships FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON operation_consents;
CREATE POLICY lookup ON operation_consents FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON customers;
CREATE POLICY lookup ON customers FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON distributors;
CREATE POLICY lookup ON distributors FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON issuers;
CREATE POLICY lookup ON issuers FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON ledger_transfers;
CREATE POLICY lookup ON ledger_transfers FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON ledger_entries;
CREATE POLICY lookup ON ledger_entries FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON ledger_chains;
CREATE POLICY lookup ON ledger_chains FOR SELECT TO portal_lookup USING (true);
DROP POLICY IF EXISTS lookup ON verifications;
CREATE POLICY lookup ON verifications FOR SELECT TO portal_lookup USING (true);
-- Look-ups of the public are counted under no issuer; whoever prunes an issuer's counters prunes those, too.
DROP POLICY IF EXISTS nobodys ON rate_counters;
CREATE POLICY nobodys ON rate_counters TO portal_worker USING (issuer_id = '00000000-0000-0000-0000-000000000000') WITH CHECK (false);
DROP POLICY IF EXISTS worker_lists ON issuers;
CREATE POLICY worker_lists ON issuers FOR SELECT TO portal_worker USING (true);
