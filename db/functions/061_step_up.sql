-- How long a fresh code counts for the operations that were shown with it: as long as a crowd at one desk may wait for its turn.
CREATE OR REPLACE FUNCTION step_up_lasts() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '60 seconds' $$;

-- The number of the time step that authenticators are at (RFC 6238: 30 seconds).
CREATE OR REPLACE FUNCTION totp_step_now() RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT floor(extract(epoch FROM clock_timestamp()) / 30)::int $$;

-- Whether somebody has shown a fresh code, in this session, for this operation.
CREATE OR REPLACE FUNCTION has_stepped_up(p_issuer uuid, p_person uuid, p_session uuid, p_operation uuid)
RETURNS boolean LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM step_ups s
     -- By its key from the last steps on: what the person has shown in all the years before is not read.
     WHERE s.issuer_id = p_issuer AND s.person_id = p_person AND s.totp_step > totp_step_now() - 10
       AND s.session_id = p_session AND p_operation = ANY (s.operation_ids) AND s.at > clock_timestamp() - step_up_lasts()
       -- What was shown with it said something else.
       AND NOT EXISTS (SELECT FROM operations o WHERE o.issuer_id = p_issuer AND o.id = p_operation AND o.revised_at >= s.at));
END $$;

-- Keeps that a person has shown a fresh code for certain operations, and for no others. The code is judged by the application, which alone can open the
-- secret; asked here is that a code of about now was used up, which counts once, and that a live session of that person asks.
-- Returns ok | forbidden | stale (no code of about now was used up) | replayed (that one has counted already). Raises PU001 outside its unit or scope, PU004 on
-- no operations or too many.
CREATE OR REPLACE FUNCTION step_up(p_issuer uuid, p_unit uuid, p_desk uuid, p_person uuid, p_session uuid, p_proof bytea, p_operations uuid[])
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE step int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_desk) THEN RAISE EXCEPTION 'step-up outside the scope' USING ERRCODE = 'PU001'; END IF;
  IF (cardinality(p_operations) BETWEEN 1 AND 100) IS NOT TRUE THEN RAISE EXCEPTION 'step-up for nothing' USING ERRCODE = 'PU004'; END IF;
  IF NOT EXISTS (SELECT FROM session_roles(p_issuer, p_desk, p_session, p_person, p_proof)) THEN RETURN 'forbidden'; END IF;
  SELECT p.totp_last_step::int INTO step FROM people p WHERE p.id = p_person;
  -- The step before and the one after count at sign-in, too, and the clock of the application may be a little off.
  IF (step BETWEEN totp_step_now() - 2 AND totp_step_now() + 2) IS NOT TRUE THEN RETURN 'stale'; END IF;
  INSERT INTO step_ups (issuer_id, person_id, totp_step, organisation_id, session_id, operation_ids, at, unit_id)
  VALUES (p_issuer, p_person, step, p_desk, p_session, p_operations, clock_timestamp(), p_unit) ON CONFLICT DO NOTHING;
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'replayed' END;
END $$;
