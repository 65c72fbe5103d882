-- Sessions are opened here and nowhere else. What a person proved (SMS and authenticator) the database cannot judge: codes are checked with
-- keys that only the processes of the application have. So it demands their seal: who may run SQL as the application and has none of its
-- keys can write a challenge as if it had been passed, and opens no session with it.
DROP FUNCTION IF EXISTS open_session(uuid, uuid, uuid, uuid, bytea, timestamptz, text, text),
  open_session(uuid, uuid, uuid, uuid, bytea, bytea, timestamptz, text, text, bytea), is_sealed(uuid, uuid, uuid, bytea, bytea);

-- Keeps the key of the seals, once: the first process to serve tells it, and only the owner could take it away again. It is derived from
-- ENCRYPTION_KEY, without which no authenticator could be checked either. Whether the key that is kept is this one: whoever came before the
-- portal is found when it starts. Raises PU001 outside its unit.
DROP FUNCTION IF EXISTS keep_session_seal(uuid, uuid, bytea);
CREATE FUNCTION keep_session_seal(p_issuer uuid, p_unit uuid, p_key bytea) RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF octet_length(p_key) <> 32 THEN RAISE EXCEPTION 'a seal''s key has 32 bytes' USING ERRCODE = 'PU004'; END IF;
  INSERT INTO session_seals (name, key) VALUES ('session', p_key) ON CONFLICT (name) DO NOTHING;
  RETURN (SELECT k.key = p_key FROM session_seals k WHERE k.name = 'session');
END $$;

-- Demands that a process of the application vouches for a session: SHA-256 of the key, what it is opened by (a challenge, or the session that
-- it follows), the session, its organisation and its token's hash. All are of fixed length. 'sealed', or 'no-key' before one is kept;
-- raises PU004 for what nobody vouches for.
CREATE OR REPLACE FUNCTION require_seal(p_by uuid, p_session uuid, p_token_hash bytea, p_seal bytea) RETURNS text LANGUAGE plpgsql
AS $$
DECLARE seal_key bytea;
BEGIN
  SELECT k.key INTO seal_key FROM session_seals k WHERE k.name = 'session';
  IF seal_key IS NULL THEN RETURN 'no-key'; END IF;
  -- Also where either is null: a scope of all organisations has none to vouch for.
  IF (p_seal = sha256(seal_key || uuid_send(p_by) || uuid_send(p_session) || uuid_send(app_organisation()) || p_token_hash)) IS NOT TRUE THEN
    RAISE EXCEPTION 'session: no process of the application vouches for it; has ENCRYPTION_KEY changed?' USING ERRCODE = 'PU004';
  END IF;
  RETURN 'sealed';
END $$;

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

-- Forgets browsers that nobody has signed in with for half a year. Of each person the one last used stays: as long as one is known, a sign-in
-- with another is told to them. A function, since whoever could forget browsers at will could keep such a sign-in quiet. Raises PU001 outside
-- its unit.
CREATE OR REPLACE FUNCTION prune_devices(p_issuer uuid, p_unit uuid) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  DELETE FROM person_devices d
   WHERE d.last_seen_at < now() - interval '180 days'
     AND EXISTS (SELECT FROM person_devices o
                  WHERE o.person_id = d.person_id AND (o.last_seen_at, o.device_hash) > (d.last_seen_at, d.device_hash));
END $$;

-- Lets a person into the organisation of the unit's scope: an active member as before, an invited one for the first time, which makes them a
-- member. Null for anybody else, and where the distributor is suspended. Whoever changes the membership meanwhile is waited for.
CREATE OR REPLACE FUNCTION enter_organisation(p_issuer uuid, p_unit uuid, p_person uuid) RETURNS text LANGUAGE plpgsql
AS $$
DECLARE was text;
BEGIN
  SELECT m.status INTO was FROM memberships m
   WHERE m.issuer_id = p_issuer AND m.organisation_id = app_organisation() AND m.person_id = p_person
     AND (m.status = 'active' OR (m.status = 'invited' AND m.invited_until > now())) AND is_active(p_issuer, app_organisation())
     FOR UPDATE;
  IF was IS DISTINCT FROM 'invited' THEN RETURN was; END IF;
  UPDATE memberships SET status = 'active', joined_at = now(), unit_id = p_unit
   WHERE issuer_id = p_issuer AND organisation_id = app_organisation() AND person_id = p_person;
  RETURN 'joined';
END $$;

-- Opens a session for the person of a challenge that passed its SMS and was used up in this very transaction, in the organisation of the
-- unit's scope, which lets them in. No session outlives a day, whatever is asked for.
-- Outcome: active | joined (with this session they became a member) | refused (one of this is missing) | no-key (the seal's key is to be kept
-- first); with the last two nothing was opened. is_elsewhere: the person has signed in before, and never with this browser.
-- Raises PU001 outside its unit, PU004 without a seal.
CREATE OR REPLACE FUNCTION open_session(
  p_issuer uuid, p_unit uuid, p_challenge uuid, p_session uuid, p_token_hash bytea, p_device_hash bytea, p_expires_at timestamptz,
  p_user_agent text, p_address text, p_time_zone text, p_seal bytea)
RETURNS TABLE (outcome text, is_elsewhere boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE person uuid;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  outcome := require_seal(p_challenge, p_session, p_token_hash, p_seal);
  IF outcome = 'no-key' THEN RETURN NEXT; RETURN; END IF;
  SELECT c.person_id INTO person FROM sign_in_challenges c
   WHERE c.id = p_challenge AND c.sms_verified_at IS NOT NULL AND c.used_at = now() AND c.expires_at > now()
     AND p_expires_at <= now() + interval '1 day';
  outcome := enter_organisation(p_issuer, p_unit, person);
  IF outcome IS NULL THEN outcome := 'refused'; RETURN NEXT; RETURN; END IF;
  INSERT INTO sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, user_agent, address, time_zone, device_hash,
                        expires_at)
  VALUES (p_session, p_token_hash, person, p_issuer, app_organisation(),
          CASE WHEN app_organisation() = p_issuer THEN 'issuer' ELSE 'distributor' END, p_user_agent, p_address, p_time_zone, p_device_hash,
          p_expires_at);
  is_elsewhere := remember_device(person, p_device_hash);
  RETURN NEXT;
END $$;

-- Has the person of a live session go on in the organisation of the unit's scope, which lets them in: another session of the same sign-in, with
-- the same browser and the same end; the one before is over. Outcomes and errors as above.
CREATE OR REPLACE FUNCTION switch_session(p_issuer uuid, p_unit uuid, p_from uuid, p_session uuid, p_token_hash bytea, p_seal bytea)
RETURNS TABLE (outcome text, is_elsewhere boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE s sessions;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  outcome := require_seal(p_from, p_session, p_token_hash, p_seal); is_elsewhere := false;
  IF outcome = 'no-key' THEN RETURN NEXT; RETURN; END IF;
  SELECT * INTO s FROM sessions x WHERE x.id = p_from AND x.revoked_at IS NULL AND x.expires_at > clock_timestamp() FOR UPDATE;
  outcome := enter_organisation(p_issuer, p_unit, s.person_id);
  IF outcome IS NULL THEN outcome := 'refused'; RETURN NEXT; RETURN; END IF;
  UPDATE sessions SET revoked_at = now() WHERE id = s.id;
  INSERT INTO sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, user_agent, address, time_zone, device_hash,
                        created_at, expires_at)
  VALUES (p_session, p_token_hash, s.person_id, p_issuer, app_organisation(),
          CASE WHEN app_organisation() = p_issuer THEN 'issuer' ELSE 'distributor' END, s.user_agent, s.address, s.time_zone, s.device_hash,
          s.created_at, s.expires_at);
  RETURN NEXT;
END $$;
