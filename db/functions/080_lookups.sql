-- The look-ups that happen before a scope exists (DESIGN §7). They belong to a role of their own whose policies read just these tables, and
-- return ids only, but for a key: whoever has its secret learns what it may do, so that most requests are refused without a unit of work.
-- They are dropped first, as their own role: the owner may hand them over but not replace them. Nothing has been released yet:
-- lookup_api_key(bytea) stands only in databases that an earlier checkout made.
SET ROLE portal_lookup;
DROP FUNCTION IF EXISTS lookup_person(text), lookup_session(bytea), lookup_api_key(bytea), lookup_api_keys(jsonb),
  lookup_memberships(uuid);
RESET ROLE;

CREATE OR REPLACE FUNCTION lookup_person(p_phone text) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT p.id FROM people p WHERE p.phone = p_phone $$;

CREATE OR REPLACE FUNCTION lookup_session(p_token_hash bytea)
RETURNS TABLE (session_id uuid, person_id uuid, issuer_id uuid, organisation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT s.id, s.person_id, s.issuer_id, s.organisation_id FROM sessions s
       WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND s.expires_at > now() $$;

-- Live keys, many at a time. p_hashes: ["hex", …]; hashes that stand for no live key of an active member are missing from the answer.
CREATE OR REPLACE FUNCTION lookup_api_keys(p_hashes jsonb)
RETURNS TABLE (idx int, issuer_id uuid, distributor_id uuid, key_id uuid, made_by uuid, label text, permissions text[],
               max_amount_minor bigint, max_daily_minor bigint, allowed_addresses text[], requests_per_minute int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT (h.n - 1)::int, k.issuer_id, k.distributor_id, k.id, k.made_by, k.label, k.permissions, k.max_amount_minor, k.max_daily_minor,
             k.allowed_addresses, k.requests_per_minute
        FROM jsonb_array_elements_text(p_hashes) WITH ORDINALITY AS h(hex, n),
             LATERAL (SELECT * FROM api_keys x WHERE x.key_hash = decode(h.hex, 'hex') LIMIT 1) k
       WHERE k.revoked_at IS NULL AND k.expires_at > now()
         AND EXISTS (SELECT FROM memberships m WHERE m.issuer_id = k.issuer_id AND m.organisation_id = k.distributor_id
                        AND m.person_id = k.made_by AND m.status = 'active') $$;

-- Where a person may work, asked while they sign in, before a session has an organisation. Ids and nothing else.
CREATE OR REPLACE FUNCTION lookup_memberships(p_person uuid)
RETURNS TABLE (issuer_id uuid, organisation_id uuid, organisation_kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT m.issuer_id, m.organisation_id, m.organisation_kind FROM memberships m
       WHERE m.person_id = p_person AND m.status = 'active' ORDER BY m.created_at, m.organisation_id $$;
