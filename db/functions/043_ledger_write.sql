-- Writing many locked rows in one statement. Whoever locked them has read where they stand (ctid), and a locked row stays there. Only a scan by
-- place is left to the planner: joined by key it would sooner or later read the whole table, as a plan cached while that was empty does.

-- New amounts of accounts; those not `changed` are left alone.
CREATE OR REPLACE FUNCTION ledger_write_accounts(
  p_issuer uuid, p_unit uuid, p_places tid[], p_posted bigint[], p_held bigint[], p_versions bigint[], p_changed boolean[])
RETURNS int LANGUAGE plpgsql SET enable_seqscan = off SET enable_indexscan = off SET enable_bitmapscan = off
AS $$
DECLARE written int;
BEGIN
  UPDATE ledger_accounts a SET posted_minor = n.posted, held_minor = n.held, version = n.version, unit_id = p_unit
    FROM unnest(p_places, p_posted, p_held, p_versions, p_changed) AS n(place, posted, held, version, changed)
   WHERE a.ctid = n.place AND n.changed AND a.issuer_id = p_issuer;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written <> cardinality(array_remove(p_changed, false)) THEN
    RAISE EXCEPTION 'wrote % of % accounts', written, cardinality(array_remove(p_changed, false)) USING ERRCODE = 'PU004';
  END IF;
  RETURN written;
END $$;

-- The end of holds; those not `ended` are left alone.
CREATE OR REPLACE FUNCTION ledger_end_holds(p_issuer uuid, p_unit uuid, p_places tid[], p_states text[], p_ended boolean[])
RETURNS int LANGUAGE plpgsql SET enable_seqscan = off SET enable_indexscan = off SET enable_bitmapscan = off
AS $$
DECLARE written int;
BEGIN
  UPDATE ledger_holds h SET state = n.state, ended_at = now(), unit_id = p_unit
    FROM unnest(p_places, p_states, p_ended) AS n(place, state, ended)
   WHERE h.ctid = n.place AND n.ended AND h.issuer_id = p_issuer;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written <> cardinality(array_remove(p_ended, false)) THEN
    RAISE EXCEPTION 'ended % of % holds', written, cardinality(array_remove(p_ended, false)) USING ERRCODE = 'PU004';
  END IF;
  RETURN written;
END $$;
