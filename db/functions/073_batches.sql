-- Files of many requests. Until a file is submitted it is a draft that nobody's money depends on; from then on every operation of it is made in its
-- maker's name, so what it says never changes again, and only its maker, in a session of their own, submits it.

-- The edges, and which of them the functions below alone draw.
CREATE OR REPLACE FUNCTION guard_batch() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    IF new.state <> 'receiving' THEN
      RAISE EXCEPTION 'batch %: begins as %', new.id, new.state USING ERRCODE = 'PU004';
    END IF;
    RETURN new;
  END IF;
  IF (old.issuer_id, old.id, old.organisation_id, old.maker_id, old.type, old.file_name, old.format, old.file_size, old.created_at)
     IS DISTINCT FROM
     (new.issuer_id, new.id, new.organisation_id, new.maker_id, new.type, new.file_name, new.format, new.file_size, new.created_at) THEN
    RAISE EXCEPTION 'batch %: whose it is and which file cannot change', old.id USING ERRCODE = 'PU004';
  END IF;
  IF old.state IN ('unreadable', 'submitted', 'discarded') THEN
    RAISE EXCEPTION 'batch %: % is an end', old.id, old.state USING ERRCODE = 'PU004';
  END IF;
  IF new.state <> old.state AND (old.state, new.state) NOT IN (
       ('receiving', 'reading'), ('reading', 'unreadable'), ('reading', 'mapping'), ('reading', 'checking'), ('mapping', 'checking'),
       ('checking', 'ready'), ('ready', 'checking'), ('ready', 'submitting'), ('submitting', 'submitted'),
       ('receiving', 'discarded'), ('mapping', 'discarded'), ('ready', 'discarded')) THEN
    RAISE EXCEPTION 'batch %: % to % is refused', old.id, old.state, new.state USING ERRCODE = 'PU004';
  END IF;
  IF (old.state = 'submitting' OR new.state = 'submitting') AND NOT as_owner() THEN
    RAISE EXCEPTION 'batch %: submitted by nobody', old.id USING ERRCODE = 'PU003';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER batch_life BEFORE INSERT OR UPDATE ON batches FOR EACH ROW EXECUTE FUNCTION guard_batch();

-- Rows come in while the file is read, and change until it is submitted. Their file is locked, so that none changes beside its submission.
CREATE OR REPLACE FUNCTION guard_batch_rows() RETURNS trigger LANGUAGE plpgsql
AS $$
DECLARE wrong record;
BEGIN
  IF as_owner() THEN RETURN NULL; END IF;
  PERFORM FROM (SELECT DISTINCT n.issuer_id, n.batch_id FROM changed n ORDER BY 1, 2) n,
          LATERAL (SELECT b.id FROM batches b WHERE b.issuer_id = n.issuer_id AND b.id = n.batch_id LIMIT 1 FOR SHARE) b;
  SELECT n.batch_id, b.state INTO wrong
    FROM (SELECT DISTINCT c.issuer_id, c.batch_id, c.organisation_id, c.state IN ('made', 'refused') AS ended FROM changed c) n
    LEFT JOIN batches b ON b.issuer_id = n.issuer_id AND b.id = n.batch_id AND b.organisation_id = n.organisation_id
   WHERE n.ended OR (CASE tg_op WHEN 'INSERT' THEN b.state = 'reading' ELSE b.state IN ('reading', 'mapping', 'checking', 'ready') END) IS NOT TRUE
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'batch %: its rows cannot change while %', wrong.batch_id, coalesce(wrong.state, 'missing') USING ERRCODE = 'PU004';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER batch_rows_come AFTER INSERT ON batch_rows
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_batch_rows();
CREATE OR REPLACE TRIGGER batch_rows_change AFTER UPDATE ON batch_rows
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION guard_batch_rows();
CREATE OR REPLACE TRIGGER batch_row_identity BEFORE UPDATE OF issuer_id, batch_id, line, organisation_id, cells ON batch_rows
FOR EACH ROW EXECUTE FUNCTION refuse_new_identity('row of a file');

-- Whether the rows of a file may still become operations of its maker: submitted, with their own session (batch_submit), and not yet carried out to the
-- end; and its maker is still one. What a row says, operations_submit compares itself. Where customers are asked first nothing is paid out of their wallets
-- from a file: nobody would be there to hear them.
CREATE OR REPLACE FUNCTION batch_may(p_issuer uuid, p_distributor uuid, p_batch uuid, p_person uuid, p_type text)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM batches b
      JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = p_distributor AND m.person_id = b.maker_id AND m.status = 'active'
                        AND 'maker' = ANY (m.roles)
     WHERE b.issuer_id = p_issuer AND b.id = p_batch AND b.organisation_id = p_distributor AND b.maker_id = p_person AND b.type = p_type
       AND b.state = 'submitting')
     AND is_active(p_issuer, p_distributor) AND NOT asks_consent(p_issuer, p_distributor, p_type);
END $$;

-- What the rows of a file say, as one hash: whoever submits names the one that they have read. It changes with every row, and with what is made of one.
CREATE OR REPLACE FUNCTION batch_lines_hash(p_issuer uuid, p_batch uuid)
RETURNS bytea LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  RETURN (SELECT sha256(convert_to(coalesce(string_agg(jsonb_build_array(r.line, r.state, r.phone, r.recipient_name, r.amount_minor::text, r.memo, r.problems,
                                                                         r.notes, r.same_as)::text, E'\n' ORDER BY r.line), ''), 'UTF8'))
            FROM batch_rows r WHERE r.issuer_id = p_issuer AND r.batch_id = p_batch);
END $$;

-- Its maker submits a file whose rows are all ready or left out, and say what they have read (p_seen: batch_lines_hash); where some may pay twice, that those
-- are meant. From now on the worker makes operations of it in their name.
-- Returns ok | submitted (it was before) | not-found | not-maker | forbidden | not-ready | changed | problems | empty | duplicates. Raises PU001 outside its unit.
DROP FUNCTION IF EXISTS batch_submit(uuid, uuid, uuid, uuid, uuid, bytea);
CREATE OR REPLACE FUNCTION batch_submit(
  p_issuer uuid, p_unit uuid, p_batch uuid, p_person uuid, p_session uuid, p_proof bytea, p_seen bytea, p_duplicates_meant boolean)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE b batches;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  SELECT * INTO b FROM batches x WHERE x.issuer_id = p_issuer AND x.id = p_batch FOR UPDATE;
  IF (b.id IS NOT NULL AND in_scope(b.organisation_id)) IS NOT TRUE THEN RETURN 'not-found'; END IF;
  IF b.maker_id <> p_person THEN RETURN 'not-maker'; END IF;
  -- After the wait: the session may have ended meanwhile.
  IF NOT session_may(p_issuer, b.organisation_id, p_session, p_person, p_proof, ARRAY['maker']) THEN RETURN 'forbidden'; END IF;
  IF b.state IN ('submitting', 'submitted') THEN RETURN 'submitted'; END IF;
  IF b.state <> 'ready' THEN RETURN 'not-ready'; END IF;
  -- Behind the lock, which whoever changes a row waits for (guard_batch_rows).
  IF batch_lines_hash(p_issuer, p_batch) IS DISTINCT FROM p_seen THEN RETURN 'changed'; END IF;
  IF EXISTS (SELECT FROM batch_rows r WHERE r.issuer_id = p_issuer AND r.batch_id = p_batch AND r.state IN ('unchecked', 'problem')) THEN
    RETURN 'problems';
  END IF;
  IF NOT EXISTS (SELECT FROM batch_rows r WHERE r.issuer_id = p_issuer AND r.batch_id = p_batch AND r.state = 'ready') THEN RETURN 'empty'; END IF;
  IF p_duplicates_meant IS NOT TRUE AND EXISTS (
       SELECT FROM batch_rows r WHERE r.issuer_id = p_issuer AND r.batch_id = p_batch AND r.state = 'ready'
          AND (r.same_as IS NOT NULL OR 'same-lately' = ANY (r.notes))) THEN
    RETURN 'duplicates';
  END IF;
  UPDATE batches x SET state = 'submitting', submitted_at = now(), unit_id = p_unit WHERE x.issuer_id = p_issuer AND x.id = p_batch;
  RETURN 'ok';
END $$;

-- What became of rows of a submitted file, in the unit that made their operations. p_items: [{line, operation?, refusal?}]. Tells how many are left;
-- with the last of them the file is done. Raises PU001 outside its unit or scope, PU004 on a row that is not ready or names another's operation.
CREATE OR REPLACE FUNCTION batch_lines_done(p_issuer uuid, p_unit uuid, p_batch uuid, p_items jsonb)
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE b batches; written int; remaining int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  SELECT * INTO b FROM batches x WHERE x.issuer_id = p_issuer AND x.id = p_batch FOR UPDATE;
  IF (b.state = 'submitting' AND in_scope(b.organisation_id)) IS NOT TRUE THEN
    RAISE EXCEPTION 'batch %: nothing is made of it now', p_batch USING ERRCODE = 'PU001';
  END IF;
  UPDATE batch_rows r SET state = CASE WHEN i.operation IS NULL THEN 'refused' ELSE 'made' END, operation_id = i.operation,
                          refusal = CASE WHEN i.operation IS NULL THEN i.refusal END, unit_id = p_unit
    FROM jsonb_to_recordset(p_items) AS i(line int, operation uuid, refusal text), LATERAL (
           SELECT x.ctid AS place FROM batch_rows x WHERE x.issuer_id = p_issuer AND x.batch_id = p_batch AND x.line = i.line LIMIT 1) p
   WHERE r.ctid = p.place AND r.state = 'ready'
     AND (i.operation IS NULL OR EXISTS (SELECT FROM operations o WHERE o.issuer_id = p_issuer AND o.id = i.operation
                                            AND o.batch_id = p_batch AND o.batch_line = i.line));
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written <> jsonb_array_length(p_items) THEN
    RAISE EXCEPTION 'batch %: % of % rows', p_batch, written, jsonb_array_length(p_items) USING ERRCODE = 'PU004';
  END IF;
  SELECT count(*) INTO remaining FROM batch_rows r WHERE r.issuer_id = p_issuer AND r.batch_id = p_batch AND r.state = 'ready';
  IF remaining = 0 THEN
    UPDATE batches x SET state = 'submitted', ended_at = now(), unit_id = p_unit WHERE x.issuer_id = p_issuer AND x.id = p_batch;
  END IF;
  RETURN remaining;
END $$;
