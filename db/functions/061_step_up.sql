-- How long a fresh code counts for the operations that were shown with it: as long as a crowd at one desk may wait for its turn.
CREATE OR REPLACE FUNCTION step_up_lasts() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '60 seconds' $$;

-- The number of the time step that authenticators are at (RFC 6238: 30 seconds).
CREATE OR REPLACE FUNCTION totp_step_now() RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT floor(extract(epoch FROM clock_timestamp()) / 30)::int $$;

-- The same for a file: its rows say what they say for ever, and deciding on ten thousand of them takes a while.
CREATE OR REPLACE FUNCTION step_up_file_lasts() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '5 minutes' $$;

-- Whether somebody has shown a fresh code, in this session, for this operation: by itself, or as a line of a file.
CREATE OR REPLACE FUNCTION has_stepped_up(p_issuer uuid, p_person uuid, p_session uuid, p_operation uuid)
RETURNS boolean LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE o record;
BEGIN
  SELECT x.batch_id, x.batch_line, x.revised_at INTO o FROM operations x WHERE x.issuer_id = p_issuer AND x.id = p_operation;
  RETURN EXISTS (
    SELECT FROM step_ups s
     -- By its key from the last steps on: what the person has shown in all the years before is not read.
     WHERE s.issuer_id = p_issuer AND s.person_id = p_person AND s.totp_step > totp_step_now() - 14 AND s.session_id = p_session
       AND (p_operation = ANY (s.operation_ids) AND s.at > clock_timestamp() - step_up_lasts()
            OR s.batch_id = o.batch_id AND o.batch_line <@ s.batch_lines AND s.at > clock_timestamp() - step_up_file_lasts())
       -- What was shown with it said something else.
       AND (o.revised_at >= s.at) IS NOT TRUE);
END $$;

-- The same of many lines of a file at once.
CREATE OR REPLACE FUNCTION has_stepped_up_file(p_issuer uuid, p_person uuid, p_session uuid, p_batch uuid, p_lines int[])
RETURNS boolean LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM step_ups s
     WHERE s.issuer_id = p_issuer AND s.person_id = p_person AND s.totp_step > totp_step_now() - 14 AND s.session_id = p_session
       AND s.batch_id = p_batch AND lines_as_ranges(p_lines) <@ s.batch_lines AND s.at > clock_timestamp() - step_up_file_lasts());
END $$;

CREATE OR REPLACE FUNCTION lines_as_ranges(p_lines int[]) RETURNS int4multirange LANGUAGE sql IMMUTABLE
AS $$ SELECT range_agg(int4range(l, l + 1)) FROM unnest(p_lines) AS l $$;

-- Keeps that a person has shown a fresh code for certain operations, and for no others. The code is judged by the application, which alone can open the
-- secret; asked here is that a code of about now was used up, which counts once, and that a live session of that person asks.
-- Returns ok | forbidden | stale (no code of about now was used up) | replayed (that one has counted already). Raises PU001 outside its unit or scope, PU004 on
-- no operations or too many.
CREATE OR REPLACE FUNCTION step_up(p_issuer uuid, p_unit uuid, p_desk uuid, p_person uuid, p_session uuid, p_proof bytea, p_operations uuid[])
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF (cardinality(p_operations) BETWEEN 1 AND 100) IS NOT TRUE THEN RAISE EXCEPTION 'step-up for nothing' USING ERRCODE = 'PU004'; END IF;
  RETURN step_up_keep(p_issuer, p_unit, p_desk, p_person, p_session, p_proof, p_operations, NULL, NULL);
END $$;

-- The same for lines of a file that has been submitted. Raises PU004 on none, on too many, and on what is no such file of this scope.
CREATE OR REPLACE FUNCTION step_up_file(
  p_issuer uuid, p_unit uuid, p_desk uuid, p_person uuid, p_session uuid, p_proof bytea, p_batch uuid, p_lines int[])
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF (cardinality(p_lines) BETWEEN 1 AND 10000) IS NOT TRUE OR NOT EXISTS (
       SELECT FROM batches b WHERE b.issuer_id = p_issuer AND b.id = p_batch AND b.submitted_at IS NOT NULL AND in_scope(b.organisation_id)) THEN
    RAISE EXCEPTION 'step-up for nothing' USING ERRCODE = 'PU004';
  END IF;
  RETURN step_up_keep(p_issuer, p_unit, p_desk, p_person, p_session, p_proof, '{}', p_batch, lines_as_ranges(p_lines));
END $$;

CREATE OR REPLACE FUNCTION step_up_keep(
  p_issuer uuid, p_unit uuid, p_desk uuid, p_person uuid, p_session uuid, p_proof bytea, p_operations uuid[], p_batch uuid, p_lines int4multirange)
RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE step int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_desk) THEN RAISE EXCEPTION 'step-up outside the scope' USING ERRCODE = 'PU001'; END IF;
  IF NOT EXISTS (SELECT FROM session_roles(p_issuer, p_desk, p_session, p_person, p_proof)) THEN RETURN 'forbidden'; END IF;
  SELECT p.totp_last_step::int INTO step FROM people p WHERE p.id = p_person;
  -- The step before and the one after count at sign-in, too, and the clock of the application may be a little off.
  IF (step BETWEEN totp_step_now() - 2 AND totp_step_now() + 2) IS NOT TRUE THEN RETURN 'stale'; END IF;
  INSERT INTO step_ups (issuer_id, person_id, totp_step, organisation_id, session_id, operation_ids, batch_id, batch_lines, at, unit_id)
  VALUES (p_issuer, p_person, step, p_desk, p_session, p_operations, p_batch, p_lines, clock_timestamp(), p_unit) ON CONFLICT DO NOTHING;
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'replayed' END;
END $$;
