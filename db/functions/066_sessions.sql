-- Who is signed in, whoever writes it: four eyes are worth what a session is worth. The application opens one through open_session and
-- switch_session alone (068); a session once revoked stays so, and neither whose it is nor when it ends ever changes.

CREATE OR REPLACE FUNCTION guard_session() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF (old.id, old.token_hash, old.person_id, old.issuer_id, old.organisation_id, old.organisation_kind, old.user_agent, old.address,
      old.time_zone, old.device_hash, old.created_at, old.expires_at)
     IS DISTINCT FROM
     (new.id, new.token_hash, new.person_id, new.issuer_id, new.organisation_id, new.organisation_kind, new.user_agent, new.address,
      new.time_zone, new.device_hash, new.created_at, new.expires_at)
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

-- An authenticator is enrolled with the secret that a challenge of this person offered after its SMS: the first one, or, where a recovery code was
-- spent for it, one in place of a lost one. Its time steps only go forward.
CREATE OR REPLACE FUNCTION guard_person() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF as_owner() THEN RETURN new; END IF;
  IF new.totp_last_step < old.totp_last_step THEN
    RAISE EXCEPTION 'person %: a time step passes once', old.id USING ERRCODE = 'PU004';
  END IF;
  IF (old.totp_secret, old.enrolled_at) IS NOT DISTINCT FROM (new.totp_secret, new.enrolled_at) THEN RETURN new; END IF;
  IF new.enrolled_at IS NULL OR NOT EXISTS (
       SELECT FROM sign_in_challenges c WHERE c.person_id = new.id AND c.pending_totp_secret = new.totp_secret
          AND c.sms_verified_at IS NOT NULL AND c.used_at IS NULL AND c.expires_at > now()
          AND (old.enrolled_at IS NULL OR EXISTS (
            SELECT FROM recovery_codes r WHERE r.person_id = new.id AND r.used_at = c.recovered_at))) THEN
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

-- A challenge begins with nothing proved; what has been tried is never taken back, and a passed SMS stays so.
CREATE OR REPLACE FUNCTION guard_challenge() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF as_owner() THEN RETURN new; END IF;
  IF tg_op = 'INSERT' THEN
    IF (new.attempts, new.totp_attempts) IS DISTINCT FROM (0, 0)
       OR num_nonnulls(new.sms_verified_at, new.ticket_hash, new.pending_totp_secret, new.recovered_at, new.used_at) > 0 THEN
      RAISE EXCEPTION 'challenge %: nothing is proved at its start', new.id USING ERRCODE = 'PU004';
    END IF;
  ELSIF new.attempts < old.attempts OR new.totp_attempts < old.totp_attempts
        OR (old.sms_verified_at IS NOT NULL AND new.sms_verified_at IS DISTINCT FROM old.sms_verified_at) THEN
    RAISE EXCEPTION 'challenge %: what was tried stays tried', new.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER challenge_life BEFORE INSERT OR UPDATE ON sign_in_challenges FOR EACH ROW EXECUTE FUNCTION guard_challenge();
