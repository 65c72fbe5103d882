-- The look-ups that happen before a scope exists (DESIGN §7). They belong to a role of their own whose policies read just these tables, and
-- return ids only, but for a key: whoever has its secret learns what it may do, so that most requests are refused without a unit of work.
-- They are dropped first, as their own role: the owner may hand them over but not replace them. Nothing has been released yet:
-- lookup_api_key(bytea) stands only in databases that an earlier checkout made.
SET ROLE portal_lookup;
DROP FUNCTION IF EXISTS lookup_person(text), lookup_session(bytea), lookup_api_key(bytea), lookup_api_keys(jsonb),
  lookup_memberships(uuid), lookup_memberships(uuid, bytea), lookup_organisations(uuid), lookup_invitation(bytea), lookup_suspended(bytea), lookup_consent(bytea),
  lookup_wallet_phone(text), lookup_wallets(bytea), lookup_wallet_question(bytea, uuid);
RESET ROLE;

-- Whether people of an organisation may come in: the issuer's always, a distributor's while it is not suspended.
CREATE OR REPLACE FUNCTION is_open(p_issuer uuid, p_organisation uuid) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT p_organisation = p_issuer OR EXISTS (
        SELECT FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = p_organisation AND d.status = 'active') $$;

CREATE OR REPLACE FUNCTION name_of(p_issuer uuid, p_organisation uuid) RETURNS text LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN p_organisation = p_issuer THEN (SELECT i.name FROM issuers i WHERE i.id = p_issuer)
                  ELSE (SELECT d.name FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = p_organisation) END $$;

CREATE OR REPLACE FUNCTION lookup_person(p_phone text) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT p.id FROM people p WHERE p.phone = p_phone $$;

CREATE OR REPLACE FUNCTION lookup_session(p_token_hash bytea)
RETURNS TABLE (session_id uuid, person_id uuid, issuer_id uuid, organisation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT s.id, s.person_id, s.issuer_id, s.organisation_id FROM sessions s
       WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND s.expires_at > now()
         AND is_open(s.issuer_id, s.organisation_id) $$;

-- Why a session that nobody has ended opens nothing: its distributor, which is suspended, and the reason. For whoever has the session's token, and
-- empty for every other.
CREATE OR REPLACE FUNCTION lookup_suspended(p_token_hash bytea) RETURNS TABLE (name text, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT d.name, d.suspended_reason
        FROM sessions s JOIN distributors d ON d.issuer_id = s.issuer_id AND d.id = s.organisation_id
       WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND s.expires_at > now() AND d.status = 'suspended' $$;

-- Live keys by one of their secrets, many at a time. p_hashes: ["hex", …]; hashes that stand for no live key of an active member are missing from the
-- answer, and so are those of a distributor whose keys are stopped. A key may do what its maker may at present. refusal: why its distributor's keys
-- are let in for nothing at all.
CREATE OR REPLACE FUNCTION lookup_api_keys(p_hashes jsonb)
RETURNS TABLE (idx int, issuer_id uuid, distributor_id uuid, key_id uuid, made_by uuid, label text, permissions text[],
               max_amount_minor bigint, max_daily_minor bigint, allowed_addresses text[], requests_per_minute int, refusal text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT (h.n - 1)::int, k.issuer_id, k.distributor_id, k.id, k.made_by, k.label,
             CASE WHEN 'maker' = ANY (m.roles) THEN k.permissions ELSE array_remove(k.permissions, 'perform-operations') END,
             k.max_amount_minor, k.max_daily_minor, k.allowed_addresses, k.requests_per_minute,
             CASE WHEN d.status <> 'active' THEN 'organisations.distributor-suspended'
                  WHEN 'api-keys' = ANY (d.features_off) THEN 'organisations.feature-off' END
        FROM jsonb_array_elements_text(p_hashes) WITH ORDINALITY AS h(hex, n),
             LATERAL (SELECT * FROM api_key_secrets x WHERE x.key_hash = decode(h.hex, 'hex') LIMIT 1) s,
             LATERAL (SELECT * FROM api_keys x WHERE x.issuer_id = s.issuer_id AND x.id = s.key_id LIMIT 1) k,
             LATERAL (SELECT x.status, x.features_off, x.keys_stopped_at FROM distributors x
                       WHERE x.issuer_id = k.issuer_id AND x.id = k.distributor_id LIMIT 1) d,
             LATERAL (SELECT x.roles FROM memberships x WHERE x.issuer_id = k.issuer_id AND x.organisation_id = k.distributor_id
                         AND x.person_id = k.made_by AND x.status = 'active' LIMIT 1) m
       WHERE (s.ends_at IS NULL OR s.ends_at > now()) AND k.revoked_at IS NULL AND k.expires_at > now() AND d.keys_stopped_at IS NULL $$;

-- Where a person may work, asked while they sign in, before a session has an organisation: where they are an active member or have been invited,
-- first what this invitation (its token's hash) is to. Not where the distributor is suspended. Ids and nothing else.
CREATE OR REPLACE FUNCTION lookup_memberships(p_person uuid, p_invitation bytea)
RETURNS TABLE (issuer_id uuid, organisation_id uuid, organisation_kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT m.issuer_id, m.organisation_id, m.organisation_kind FROM memberships m
       WHERE m.person_id = p_person AND (m.status = 'active' OR (m.status = 'invited' AND m.invited_until > now()))
         AND is_open(m.issuer_id, m.organisation_id)
       ORDER BY m.invitation_hash IS DISTINCT FROM p_invitation, m.status, m.created_at, m.organisation_id $$;

-- Where the person of a live session may work, with what a choice needs: for that person's own eyes.
CREATE OR REPLACE FUNCTION lookup_organisations(p_session uuid)
RETURNS TABLE (issuer_id uuid, organisation_id uuid, organisation_kind text, name text, roles text[], status text, is_current boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT m.issuer_id, m.organisation_id, m.organisation_kind, name_of(m.issuer_id, m.organisation_id), m.roles, m.status,
             m.organisation_id = s.organisation_id
        FROM sessions s JOIN memberships m ON m.person_id = s.person_id
       WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
         AND (m.status = 'active' OR (m.status = 'invited' AND m.invited_until > now())) AND is_open(m.issuer_id, m.organisation_id)
       ORDER BY 4, m.organisation_id $$;

-- What an invitation is to, for whoever has its link (p_hash: SHA-256 of its token). Of one that was used only that it was; a lapsed or withdrawn
-- one, also of a suspended distributor, is not there, like one that never was.
CREATE OR REPLACE FUNCTION lookup_invitation(p_hash bytea)
RETURNS TABLE (status text, person_id uuid, organisation_id uuid, organisation_kind text, organisation text, person text, phone text,
               roles text[], invited_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT m.status, m.person_id, m.organisation_id, m.organisation_kind, i.organisation, i.person, i.phone, i.roles, i.invited_until
        FROM memberships m LEFT JOIN LATERAL (
          SELECT name_of(m.issuer_id, m.organisation_id) AS organisation, p.name AS person, p.phone, m.roles, m.invited_until
            FROM people p WHERE p.id = m.person_id AND m.status = 'invited') i ON true
       WHERE m.invitation_hash = p_hash AND (m.status = 'active' OR (m.status = 'invited' AND m.invited_until > now()))
         AND is_open(m.issuer_id, m.organisation_id) $$;

-- Which operation the link of a consent's SMS is about, and whose wallet, for whoever has it (p_hash: SHA-256 of its token).
CREATE OR REPLACE FUNCTION lookup_consent(p_hash bytea)
RETURNS TABLE (issuer_id uuid, organisation_id uuid, operation_id uuid, customer_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT c.issuer_id, c.organisation_id, c.operation_id, c.customer_id FROM operation_consents c WHERE c.link_hash = p_hash $$;

-- Whether a phone has a wallet that it may open, at any issuer.
CREATE OR REPLACE FUNCTION lookup_wallet_phone(p_phone text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (SELECT FROM customers c WHERE c.phone = p_phone AND c.status = 'active') $$;

-- The wallets of the phone that a customer's live session is of, for whoever brings its token's hash: for that customer's own eyes.
CREATE OR REPLACE FUNCTION lookup_wallets(p_token_hash bytea)
RETURNS TABLE (issuer_id uuid, customer_id uuid, issuer text, currency text, time_zone text, name text, phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT c.issuer_id, c.id, i.name, i.currency, i.time_zone, c.name, c.phone
        FROM wallet_sessions s JOIN customers c ON c.phone = s.phone AND c.status = 'active' JOIN issuers i ON i.id = c.issuer_id
       WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND s.expires_at > now() ORDER BY i.name, c.id $$;

-- Which distributor asks the customer of a live session about an operation.
CREATE OR REPLACE FUNCTION lookup_wallet_question(p_token_hash bytea, p_operation uuid) RETURNS TABLE (organisation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT q.organisation_id
        FROM wallet_sessions s JOIN customers c ON c.phone = s.phone AND c.status = 'active'
        JOIN operation_consents q ON q.issuer_id = c.issuer_id AND q.operation_id = p_operation AND q.customer_id = c.id
       WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND s.expires_at > now() $$;
