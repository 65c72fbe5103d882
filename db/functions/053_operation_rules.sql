-- What each type of operation asks for: who may make one, whose people decide, and how many. The callers of operations_submit and operations_claim say
-- nothing of it, so that whoever has the application's role cannot choose it. Held equal to lib/operations and the table of permissions by
-- lib/operations/operation-rules.db.test.ts.
--   made_at: whose people ask: a distributor's, the issuer's, or those of the organisation itself (own); by_key: a distributor's key may, too
--   approvals, decider_roles: of the operation's own people, where no policy of theirs says otherwise (054_policies.sql); whoever decides for
--   another organisation is a checker
--   while_suspended: what the issuer asks for goes on while the distributor is suspended
CREATE OR REPLACE FUNCTION operation_rules()
RETURNS TABLE (type text, maker_roles text[], made_at text, by_key boolean, approvals int, issuer_approvals int, decider_roles text[],
               while_suspended boolean) LANGUAGE sql IMMUTABLE
AS $$
  VALUES ('cash-in',               ARRAY['maker'], 'distributor', true,  1, 0, ARRAY['checker'],          false),
         ('cash-out-fulfillment',  ARRAY['maker'], 'distributor', true,  1, 0, ARRAY['checker'],          false),
         ('float-sale',            ARRAY['maker'], 'issuer',      false, 1, 1, ARRAY['checker'],          false),
         ('float-return',          ARRAY['maker'], 'issuer',      false, 1, 1, ARRAY['checker'],          true),
         ('float-request',         ARRAY['maker'], 'distributor', false, 2, 1, ARRAY['checker'],          false),
         ('float-account-open',    ARRAY['admin'], 'distributor', false, 1, 0, ARRAY['checker'],          false),
         ('own-transfer',          ARRAY['maker'], 'distributor', false, 1, 0, ARRAY['checker'],          false),
         ('float-withdrawal',      ARRAY['maker'], 'distributor', false, 2, 1, ARRAY['checker'],          false),
         ('reversal',              ARRAY['maker'], 'distributor', false, 1, 0, ARRAY['checker'],          false),
         ('person-invite',         ARRAY['admin'], 'own',         false, 1, 0, ARRAY['admin', 'checker'], false),
         ('person-roles',          ARRAY['admin'], 'own',         false, 1, 0, ARRAY['admin', 'checker'], false),
         ('person-reinstate',      ARRAY['admin'], 'own',         false, 1, 0, ARRAY['admin', 'checker'], false),
         ('person-remove',         ARRAY['admin'], 'own',         false, 1, 0, ARRAY['admin', 'checker'], false),
         ('person-totp-reset',     ARRAY['admin'], 'own',         false, 1, 0, ARRAY['admin', 'checker'], false),
         ('person-phone',          ARRAY['admin'], 'own',         false, 1, 0, ARRAY['admin', 'checker'], false),
         ('person-delegate',       ARRAY['admin', 'checker'], 'own', false, 1, 0, ARRAY['admin', 'checker'], false),
         ('distributor-create',    ARRAY['admin'], 'issuer',      false, 1, 0, ARRAY['checker'],          false),
         ('distributor-reinstate', ARRAY['admin'], 'issuer',      false, 1, 0, ARRAY['checker'],          false),
         ('distributor-features',  ARRAY['admin'], 'issuer',      false, 1, 1, ARRAY['checker'],          true),
         ('distributor-limits',    ARRAY['admin'], 'issuer',      false, 1, 1, ARRAY['checker'],          true),
         ('merchant-reinstate',    ARRAY['admin'], 'issuer',      false, 1, 0, ARRAY['checker'],          false),
         ('customer-reinstate',    ARRAY['admin'], 'issuer',      false, 1, 0, ARRAY['checker'],          false),
         ('api-key-create',        ARRAY['maker'], 'distributor', false, 1, 0, ARRAY['checker'],          false),
         ('api-key-widen',         ARRAY['maker'], 'distributor', false, 1, 0, ARRAY['checker'],          false),
         ('api-keys-start',        ARRAY['maker'], 'distributor', false, 1, 0, ARRAY['checker'],          false),
         ('policy-change',         ARRAY['admin'], 'distributor', false, 1, 0, ARRAY['checker'],          false)
$$;

-- The roles that somebody has through a live session, for whoever brings its proof, the SHA-256 of its token: the application may read the ids
-- of sessions and not their hashes, so it acts for those who are at its doors and for nobody else. No row without one.
-- One statement, so that it becomes part of those that ask it of many.
CREATE OR REPLACE FUNCTION session_roles(p_issuer uuid, p_organisation uuid, p_session uuid, p_person uuid, p_proof bytea)
RETURNS TABLE (roles text[]) LANGUAGE sql STABLE
AS $$
  SELECT m.roles
    FROM (SELECT s.person_id FROM sessions s
           WHERE s.id = p_session AND s.token_hash = p_proof AND s.person_id = p_person AND s.issuer_id = p_issuer
             AND s.organisation_id = p_organisation AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp() LIMIT 1) s,
         LATERAL (SELECT x.roles FROM memberships x
                   WHERE x.issuer_id = p_issuer AND x.organisation_id = p_organisation AND x.person_id = s.person_id AND x.status = 'active' LIMIT 1) m
$$;

-- Nothing has been released yet: the function that is dropped stands only in databases that an earlier checkout made.
DROP FUNCTION IF EXISTS session_may(uuid, uuid, uuid, uuid, text[]);

-- Whether a person may do now, through a live session, what one of some roles is needed for, in an organisation that is active.
CREATE OR REPLACE FUNCTION session_may(p_issuer uuid, p_organisation uuid, p_session uuid, p_person uuid, p_proof bytea, p_roles text[])
RETURNS boolean LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
BEGIN
  RETURN is_active(p_issuer, p_organisation)
     AND EXISTS (SELECT FROM session_roles(p_issuer, p_organisation, p_session, p_person, p_proof) s WHERE s.roles && p_roles);
END $$;

-- A reference as it is compared: whatever its case, its spaces, and the width of its letters, and without the characters that are seen by nobody
-- (Unicode's Default_Ignorable_Code_Point, as far as a reference may have them, and the empty braille pattern).
CREATE OR REPLACE FUNCTION reference_key(p_reference text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$
  SELECT lower(btrim(regexp_replace(regexp_replace(normalize(p_reference, NFKC),
    '[\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\U000E0000-\U000E0FFF]', '', 'g'),
    '[[:space:]]+', ' ', 'g')))
$$;
