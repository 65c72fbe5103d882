-- What may happen to an operation, whoever writes it: what it says never changes within a revision, states move along the drawn edges
-- only, and an end needs the decisions that justify it.

CREATE OR REPLACE FUNCTION guard_operation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE approvals int;
BEGIN
  IF (old.issuer_id, old.id, old.distributor_id, old.type, old.type_version, old.source, old.maker_id, old.maker_key_id, old.created_at,
      old.withdrawal_id, old.reference, old.local_day)
     IS DISTINCT FROM
     (new.issuer_id, new.id, new.distributor_id, new.type, new.type_version, new.source, new.maker_id, new.maker_key_id, new.created_at,
      new.withdrawal_id, new.reference, new.local_day)
     OR (new.revision = old.revision
         AND (old.payload, old.digest, old.amount_minor, old.currency, old.counterparty_kind, old.counterparty_id, old.counterparty_name,
              old.counterparty_phone, old.counterparty_short_code, old.memo, old.hold_id, old.approvals_needed, old.expires_at)
             IS DISTINCT FROM
             (new.payload, new.digest, new.amount_minor, new.currency, new.counterparty_kind, new.counterparty_id, new.counterparty_name,
              new.counterparty_phone, new.counterparty_short_code, new.memo, new.hold_id, new.approvals_needed, new.expires_at))
  THEN
    RAISE EXCEPTION 'operation %: what it says cannot change', old.id USING ERRCODE = 'PU004';
  END IF;
  IF old.status NOT IN ('pending', 'executing') THEN
    RAISE EXCEPTION 'operation %: % is an end', old.id, old.status USING ERRCODE = 'PU004';
  END IF;
  IF new.status = old.status THEN RETURN new; END IF;
  IF old.status = 'executing' AND new.status NOT IN ('completed', 'failed') THEN
    RAISE EXCEPTION 'operation %: % to % is refused', old.id, old.status, new.status USING ERRCODE = 'PU004';
  END IF;
  IF new.status IN ('completed', 'executing', 'failed') THEN
    SELECT count(*) INTO approvals FROM operation_decisions d
     WHERE d.issuer_id = old.issuer_id AND d.operation_id = old.id AND d.revision = old.revision AND d.decision = 'approve';
    IF approvals < old.approvals_needed THEN
      RAISE EXCEPTION 'operation %: % of % approvals', old.id, approvals, old.approvals_needed USING ERRCODE = 'PU004';
    END IF;
  END IF;
  IF new.status = 'completed' AND new.amount_minor IS NOT NULL AND NOT EXISTS (
       SELECT FROM ledger_transfers t WHERE t.issuer_id = new.issuer_id AND t.id = new.transfer_id AND t.operation_id = new.id) THEN
    RAISE EXCEPTION 'operation %: completed without its transfer', old.id USING ERRCODE = 'PU004';
  END IF;
  IF new.status = 'rejected' AND NOT EXISTS (
       SELECT FROM operation_decisions d WHERE d.issuer_id = old.issuer_id AND d.operation_id = old.id
          AND d.revision = old.revision AND d.decision = 'reject') THEN
    RAISE EXCEPTION 'operation %: rejected by nobody', old.id USING ERRCODE = 'PU004';
  END IF;
  IF new.status = 'expired' AND old.expires_at > clock_timestamp() THEN
    RAISE EXCEPTION 'operation %: expired before its time', old.id USING ERRCODE = 'PU004';
  END IF;
  -- A queued request keeps its hold: it goes back into the queue with the money still reserved.
  IF new.status <> 'executing' AND new.withdrawal_id IS NULL AND EXISTS (
       SELECT FROM ledger_holds h WHERE h.issuer_id = new.issuer_id AND h.id = new.hold_id AND h.state = 'open') THEN
    RAISE EXCEPTION 'operation %: % with its money still held', old.id, new.status USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER operation_life BEFORE UPDATE ON operations FOR EACH ROW EXECUTE FUNCTION guard_operation();

-- Money of an operation moves once, by its exact amount, for its own distributor, between that distributor and the operation's counterparty
-- in the direction of its type, after enough people other than the maker approved. A type that is not named here moves nothing.
-- A transfer without an operation is the issuer's own funding and needs the issuer's scope.
CREATE OR REPLACE FUNCTION check_transfers_approved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE bad uuid;
BEGIN
  SELECT n.id INTO bad FROM inserted n
    LEFT JOIN LATERAL (SELECT * FROM operations x WHERE x.issuer_id = n.issuer_id AND x.id = n.operation_id LIMIT 1) o ON true
   WHERE CASE WHEN n.operation_id IS NULL THEN NOT app_sees_all()
              ELSE o.id IS NULL OR o.status NOT IN ('pending', 'executing') OR o.distributor_id <> n.organisation_id
                OR o.amount_minor IS DISTINCT FROM n.amount_minor OR o.currency IS DISTINCT FROM n.currency
                OR o.approvals_needed > (SELECT count(*) FROM operation_decisions d
                     WHERE d.issuer_id = n.issuer_id AND d.operation_id = n.operation_id AND d.revision = o.revision
                       AND d.decision = 'approve' AND d.person_id <> o.maker_id)
                -- Its own hold has just been settled, not somebody else's of the same amount.
                OR 'settled' IS DISTINCT FROM (SELECT h.state FROM ledger_holds h WHERE h.issuer_id = n.issuer_id AND h.id = o.hold_id)
                OR EXISTS (SELECT FROM ledger_entries e, LATERAL (SELECT a.owner_id FROM ledger_accounts a
                                    WHERE a.issuer_id = e.issuer_id AND a.id = e.account_id LIMIT 1) a
                     WHERE e.issuer_id = n.issuer_id AND e.transfer_id = n.id
                       AND a.owner_id IS DISTINCT FROM CASE o.type
                             WHEN 'cash-in' THEN CASE WHEN e.amount_minor < 0 THEN o.distributor_id ELSE o.counterparty_id END
                             WHEN 'cash-out-fulfillment' THEN CASE WHEN e.amount_minor < 0 THEN o.counterparty_id ELSE o.distributor_id END
                           END) END
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transfer %: its operation does not allow it', bad USING ERRCODE = 'PU003';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER transfers_are_approved AFTER INSERT ON ledger_transfers
REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION check_transfers_approved();
