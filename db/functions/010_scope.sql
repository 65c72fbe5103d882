-- Who is asking, as the unit of work said with SET LOCAL (DESIGN §4, §7). Empty outside a unit: then policies show nothing and
-- writers refuse, so a statement that the driver runs on a fresh connection after a loss cannot take effect.

CREATE OR REPLACE FUNCTION app_issuer() RETURNS uuid LANGUAGE sql STABLE
AS $$ SELECT nullif(current_setting('app.issuer', true), '')::uuid $$;

-- '*' (issuer staff, the worker) is told by app_sees_all(); here it reads as null.
CREATE OR REPLACE FUNCTION app_organisation() RETURNS uuid LANGUAGE sql STABLE
AS $$ SELECT nullif(nullif(current_setting('app.organisation', true), ''), '*')::uuid $$;

CREATE OR REPLACE FUNCTION app_sees_all() RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT coalesce(current_setting('app.organisation', true), '') = '*' $$;

CREATE OR REPLACE FUNCTION app_unit() RETURNS uuid LANGUAGE sql STABLE
AS $$ SELECT nullif(current_setting('app.unit', true), '')::uuid $$;

-- First statement of every writer. The caller names the unit it believes to be in: a straggler of a dead unit that lands in
-- another one's transaction is refused too. Raises PU001.
CREATE OR REPLACE FUNCTION require_unit(p_issuer uuid, p_unit uuid) RETURNS void LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF p_unit IS NULL OR app_unit() IS DISTINCT FROM p_unit OR app_issuer() IS DISTINCT FROM p_issuer THEN
    RAISE EXCEPTION 'statement outside its unit of work' USING ERRCODE = 'PU001';
  END IF;
END $$;

-- Whether the scope may write for this organisation; never unknown, which a guard would take for no objection.
CREATE OR REPLACE FUNCTION in_scope(p_organisation uuid) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT coalesce(app_sees_all() OR app_organisation() = p_organisation, false) $$;

-- Whether this connection is the owner's, who sets installations up: also inside functions that run as the owner, where current_user says nothing.
CREATE OR REPLACE FUNCTION by_owner() RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT pg_has_role(session_user, 'portal_owner', 'MEMBER') $$;
