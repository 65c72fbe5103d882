-- The roles of a cluster, once, by an administrator who may create roles. Idempotent; sets no password.
-- portal_owner    migrates and owns the tables; never a superuser, inherits nothing
-- portal_app      what DATABASE_URL signs in as
-- portal_worker   the background worker; may list issuers
-- portal_auditor  the only role whose policies read every tenant; owns the views of schema inspect
-- portal_lookup   owns the look-ups that happen before a scope exists, and that of the public; nobody signs in as it
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['portal_owner', 'portal_app', 'portal_worker', 'portal_auditor'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', r);
    END IF;
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_lookup') THEN
    CREATE ROLE portal_lookup NOLOGIN;
  END IF;
END $$;

-- The owner hands objects to these two, so it must be a member; it must not inherit their policies (NOINHERIT comes first:
-- from Postgres 16 on a grant takes its inheritance from the member's attribute at the time it is made).
ALTER ROLE portal_owner NOINHERIT NOSUPERUSER NOBYPASSRLS;
ALTER ROLE portal_app NOSUPERUSER NOBYPASSRLS;
ALTER ROLE portal_worker NOSUPERUSER NOBYPASSRLS;
ALTER ROLE portal_auditor NOSUPERUSER NOBYPASSRLS;
GRANT portal_auditor, portal_lookup TO portal_owner;

-- Time limits per role: a stuck unit of work must end by itself before it holds up a float.
ALTER ROLE portal_app SET statement_timeout = '10s';
ALTER ROLE portal_app SET lock_timeout = '5s';
ALTER ROLE portal_app SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE portal_worker SET statement_timeout = '60s';
ALTER ROLE portal_worker SET lock_timeout = '5s';
ALTER ROLE portal_worker SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE portal_auditor SET statement_timeout = '10min';
ALTER ROLE portal_auditor SET default_transaction_read_only = on;
