-- Writing many locked operations in one statement, by the place where each was read (see 043_ledger_write.sql).

-- The approvals given so far of operations that were `voted` on and wait for more. Whoever waited behind the lock may have begun before whoever had it.
CREATE OR REPLACE FUNCTION operations_count_approvals(
  p_issuer uuid, p_unit uuid, p_places tid[], p_given int[], p_voted boolean[], p_claimed boolean[])
RETURNS int LANGUAGE plpgsql SET enable_seqscan = off SET enable_indexscan = off SET enable_bitmapscan = off
AS $$
DECLARE written int;
BEGIN
  UPDATE operations o SET approvals_given = n.given, updated_at = greatest(o.updated_at, now()), unit_id = p_unit
    FROM unnest(p_places, p_given, p_voted, p_claimed) AS n(place, given, voted, claimed)
   WHERE o.ctid = n.place AND n.voted AND NOT n.claimed AND o.issuer_id = p_issuer;
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written;
END $$;

-- The ends of operations; p_items as operations_finish has them, p_places and p_approvals beside them.
CREATE OR REPLACE FUNCTION operations_write_ends(p_issuer uuid, p_unit uuid, p_places tid[], p_approvals int[], p_items jsonb)
RETURNS int LANGUAGE plpgsql SET enable_seqscan = off SET enable_indexscan = off SET enable_bitmapscan = off
AS $$
DECLARE written int;
BEGIN
  UPDATE operations o
     SET status = n.status, approvals_given = n.approvals, transfer_id = n.transfer, sequence_number = n.sequence,
         transfer_hash = decode(n.hash, 'hex'), failure_code = n.failure, decided_at = now(), updated_at = now(), unit_id = p_unit
    FROM ROWS FROM (unnest(p_places), unnest(p_approvals),
                    jsonb_to_recordset(p_items) AS (status text, transfer uuid, sequence bigint, hash text, failure text))
           AS n(place, approvals, status, transfer, sequence, hash, failure)
   WHERE o.ctid = n.place AND o.issuer_id = p_issuer AND o.status = 'pending';
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written;
END $$;
