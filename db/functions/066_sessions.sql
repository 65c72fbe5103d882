-- Who is signed in, whoever writes it: four eyes are worth what a session is worth. The application opens one through open_session alone; a
-- session once revoked stays so, and neither whose it is nor when it ends ever changes.

CREATE OR REPLACE FUNCTION guard_session() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF (old.id, old.token_hash, old.person_id, old.issuer_id, old.organisation_id, old.organisation_kind, old.user_agent, old.address,
      old.created_at, old.expires_at)
     IS DISTINCT FROM
     (new.id, new.token_hash, new.person_id, new.issuer_id, new.organisation_id, new.organisation_kind, new.user_agent, new.address,
      new.created_at, new.expires_at)
  THEN
    RAISE EXCEPTION 'session %: whose it is and when it ends cannot change', old.id USING ERRCODE = 'PU004';
  END IF;
  IF old.revoked_at IS NOT NULL AND new.revoked_at IS DISTINCT FROM old.revoked_at THEN
    RAISE EXCEPTION 'session %: revoked is an end', old.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER session_life BEFORE UPDATE ON sessions FOR EACH ROW EXECUTE FUNCTION guard_session();

-- Whether the statement is the owner's, who sets people up and takes a lost authenticator away.
CREATE OR REPLACE FUNCTION as_owner() RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT pg_has_role(current_user, 'portal_owner', 'MEMBER') $$;

-- An authenticator is enrolled once, with the secret that a challenge of this person offered after its SMS; its time steps only go forward.
CREATE OR REPLACE FUNCTION guard_person() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF as_owner() THEN RETURN new; END IF;
  IF new.totp_last_step < old.totp_last_step THEN
    RAISE EXCEPTION 'person %: a time step passes once', old.id USING ERRCODE = 'PU004';
  END IF;
  IF (old.totp_secret, old.enrolled_at) IS NOT DISTINCT FROM (new.totp_secret, new.enrolled_at) THEN RETURN new; END IF;
  IF old.enrolled_at IS NOT NULL OR new.enrolled_at IS NULL OR NOT EXISTS (
       SELECT FROM sign_in_challenges c WHERE c.person_id = new.id AND c.pending_totp_secret = new.totp_secret
          AND c.sms_verified_at IS NOT NULL AND c.used_at IS NULL AND c.expires_at > now()) THEN
    RAISE EXCEPTION 'person %: nothing was offered to enrol', old.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER person_life BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION guard_person();

-- What is used up stays used up: recovery codes and challenges.
CREATE OR REPLACE FUNCTION guard_used() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF old.used_at IS NOT NULL AND new.used_at IS DISTINCT FROM old.used_at THEN
    RAISE EXCEPTION '%: used is an end', tg_table_name USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER used_once BEFORE UPDATE ON recovery_codes FOR EACH ROW EXECUTE FUNCTION guard_used();
CREATE OR REPLACE TRIGGER used_once BEFORE UPDATE ON sign_in_challenges FOR EACH ROW EXECUTE FUNCTION guard_used();

-- Opens a session for the person of a challenge that passed its SMS and was used up in this very transaction, in the organisation of the
-- unit's scope, where that person is an active member. No session outlives a day, whatever is asked for.
-- Raises PU001 outside its unit, PU004 where one of this is missing.
CREATE OR REPLACE FUNCTION open_session(
  p_issuer uuid, p_unit uuid, p_challenge uuid, p_session uuid, p_token_hash bytea, p_expires_at timestamptz, p_user_agent text,
  p_address text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  INSERT INTO sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, user_agent, address, expires_at)
  SELECT p_session, p_token_hash, m.person_id, m.issuer_id, m.organisation_id, m.organisation_kind, p_user_agent, p_address, p_expires_at
    FROM sign_in_challenges c
    JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = app_organisation() AND m.person_id = c.person_id
   WHERE c.id = p_challenge AND c.sms_verified_at IS NOT NULL AND c.used_at = now() AND c.expires_at > now()
     AND m.status = 'active' AND p_expires_at <= now() + interval '1 day';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'session: challenge % does not allow it', p_challenge USING ERRCODE = 'PU004';
  END IF;
END $$;
