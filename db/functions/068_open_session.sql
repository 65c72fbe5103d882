-- Sessions are opened here and nowhere else. What a person proved (SMS and authenticator) the database cannot judge: codes are checked with
-- keys that only the processes of the application have. So it demands their seal: who may run SQL as the application and has none of its
-- keys can write a challenge as if it had been passed, and opens no session with it.
DROP FUNCTION IF EXISTS open_session(uuid, uuid, uuid, uuid, bytea, timestamptz, text, text);

-- Keeps the key of the seals, once: the first process to sign somebody in tells it, and only the owner could take it away again. It is
-- derived from ENCRYPTION_KEY, without which no authenticator could be checked either. Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION keep_session_seal(p_issuer uuid, p_unit uuid, p_key bytea) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF octet_length(p_key) <> 32 THEN RAISE EXCEPTION 'a seal''s key has 32 bytes' USING ERRCODE = 'PU004'; END IF;
  INSERT INTO session_seals (name, key) VALUES ('session', p_key) ON CONFLICT (name) DO NOTHING;
END $$;

-- Whether a process of the application vouches for this session: SHA-256 of the key, what it is opened by (a challenge, or the session that
-- it follows), the session, its organisation and its token's hash. All are of fixed length. Null before a key is kept.
CREATE OR REPLACE FUNCTION is_sealed(p_by uuid, p_session uuid, p_organisation uuid, p_token_hash bytea, p_seal bytea)
RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT (SELECT p_seal IS NOT DISTINCT FROM sha256(k.key || uuid_send(p_by) || uuid_send(p_session) || uuid_send(p_organisation) || p_token_hash)
            FROM session_seals k WHERE k.name = 'session')
$$;

-- Remembers the browser of a session as its person's. Whether it is a new one beside others.
CREATE OR REPLACE FUNCTION remember_device(p_person uuid, p_device_hash bytea) RETURNS boolean LANGUAGE plpgsql
AS $$
DECLARE others boolean;
BEGIN
  others := EXISTS (SELECT FROM person_devices WHERE person_id = p_person);
  UPDATE person_devices SET last_seen_at = now() WHERE person_id = p_person AND device_hash = p_device_hash;
  IF FOUND THEN RETURN false; END IF;
  INSERT INTO person_devices (person_id, device_hash) VALUES (p_person, p_device_hash) ON CONFLICT DO NOTHING;
  RETURN others;
END $$;

-- Opens a session for the person of a challenge that passed its SMS and was used up in this very transaction, in the organisation of the
-- unit's scope, where that person is an active member. No session outlives a day, whatever is asked for.
-- Outcomes: opened | opened-elsewhere (the person has never signed in with this browser, but with others) | no-key (nothing was opened: the
-- seal's key is to be kept first). Raises PU001 outside its unit, PU004 where one of this is missing.
CREATE OR REPLACE FUNCTION open_session(
  p_issuer uuid, p_unit uuid, p_challenge uuid, p_session uuid, p_token_hash bytea, p_device_hash bytea, p_expires_at timestamptz,
  p_user_agent text, p_address text, p_seal bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE person uuid; sealed boolean;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  sealed := is_sealed(p_challenge, p_session, app_organisation(), p_token_hash, p_seal);
  IF sealed IS NULL THEN RETURN 'no-key'; END IF;
  IF NOT sealed THEN
    RAISE EXCEPTION 'session: no process of the application vouches for it; has ENCRYPTION_KEY changed?' USING ERRCODE = 'PU004';
  END IF;
  INSERT INTO sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, user_agent, address, device_hash, expires_at)
  SELECT p_session, p_token_hash, m.person_id, m.issuer_id, m.organisation_id, m.organisation_kind, p_user_agent, p_address, p_device_hash,
         p_expires_at
    FROM sign_in_challenges c
    JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = app_organisation() AND m.person_id = c.person_id
   WHERE c.id = p_challenge AND c.sms_verified_at IS NOT NULL AND c.used_at = now() AND c.expires_at > now()
     AND m.status = 'active' AND p_expires_at <= now() + interval '1 day'
  RETURNING person_id INTO person;
  IF person IS NULL THEN
    RAISE EXCEPTION 'session: challenge % does not allow it', p_challenge USING ERRCODE = 'PU004';
  END IF;
  RETURN CASE WHEN remember_device(person, p_device_hash) THEN 'opened-elsewhere' ELSE 'opened' END;
END $$;
