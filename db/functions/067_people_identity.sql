-- What is done to somebody's way in on another person's request, once it was approved (people_apply): never by the application itself, so
-- nobody but the owner's functions may call these. Whoever is in the middle of signing in with what is taken away here starts over: a
-- challenge that stands behind one of these statements finds itself used up. In the order in which a sign-in locks: challenges, the person.

-- Ends every sign-in under way and every session of a person. Returns how many sessions that were.
CREATE OR REPLACE FUNCTION identity_end_sign_ins(p_person uuid) RETURNS int LANGUAGE plpgsql
AS $$
DECLARE ended int;
BEGIN
  UPDATE sign_in_challenges SET used_at = now() WHERE person_id = p_person AND used_at IS NULL;
  PERFORM FROM people WHERE id = p_person FOR UPDATE;
  UPDATE sessions SET revoked_at = now() WHERE person_id = p_person AND revoked_at IS NULL;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- Takes a lost authenticator away: the person enrols a new one at the next sign-in, after the SMS. Recovery codes go with it.
-- Returns how many sessions it ended. Raises PU001 outside its unit, PU004 for a person whom nobody knows.
CREATE OR REPLACE FUNCTION identity_reset_totp(p_issuer uuid, p_unit uuid, p_person uuid) RETURNS int LANGUAGE plpgsql
AS $$
DECLARE ended int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  ended := identity_end_sign_ins(p_person);
  UPDATE people SET totp_secret = NULL, enrolled_at = NULL WHERE id = p_person;
  IF NOT FOUND THEN RAISE EXCEPTION 'person %: there is none', p_person USING ERRCODE = 'PU004'; END IF;
  UPDATE recovery_codes SET used_at = now() WHERE person_id = p_person AND used_at IS NULL;
  RETURN ended;
END $$;

-- Gives a person another phone (E.164). Returns how many sessions it ended. Raises 23505 (people_phone) on somebody else's phone, and as above.
CREATE OR REPLACE FUNCTION identity_change_phone(p_issuer uuid, p_unit uuid, p_person uuid, p_phone text) RETURNS int LANGUAGE plpgsql
AS $$
DECLARE ended int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  ended := identity_end_sign_ins(p_person);
  UPDATE people SET phone = p_phone WHERE id = p_person;
  IF NOT FOUND THEN RAISE EXCEPTION 'person %: there is none', p_person USING ERRCODE = 'PU004'; END IF;
  RETURN ended;
END $$;
