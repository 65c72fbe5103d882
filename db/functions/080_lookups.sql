-- The three look-ups that happen before a scope exists (DESIGN §7). They return ids only, and belong to a role of their own whose
-- policies read just these tables. They are dropped first, as their own role: the owner may hand them over but not replace them.
SET ROLE portal_lookup;
DROP FUNCTION IF EXISTS lookup_person(text), lookup_session(bytea), lookup_api_key(bytea), lookup_memberships(uuid);
RESET ROLE;

CREATE OR REPLACE FUNCTION lookup_person(p_phone text) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT p.id FROM people p WHERE p.phone = p_phone $$;

CREATE OR REPLACE FUNCTION lookup_session(p_token_hash bytea)
RETURNS TABLE (session_id uuid, person_id uuid, issuer_id uuid, organisation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT s.id, s.person_id, s.issuer_id, s.organisation_id FROM sessions s
       WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND s.expires_at > now() $$;

CREATE OR REPLACE FUNCTION lookup_api_key(p_key_hash bytea) RETURNS TABLE (issuer_id uuid, distributor_id uuid, key_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT k.issuer_id, k.distributor_id, k.id FROM api_keys k
       WHERE k.key_hash = p_key_hash AND k.revoked_at IS NULL AND k.expires_at > now() $$;

-- Where a person may work, asked after both factors and before a session has an organisation. Ids and nothing else.
CREATE OR REPLACE FUNCTION lookup_memberships(p_person uuid)
RETURNS TABLE (issuer_id uuid, organisation_id uuid, organisation_kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT m.issuer_id, m.organisation_id, m.organisation_kind FROM memberships m
       WHERE m.person_id = p_person AND m.status = 'active' ORDER BY m.created_at, m.organisation_id $$;
