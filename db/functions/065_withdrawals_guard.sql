-- Every distributor of an issuer sees the queue and may take from it, so the table's policy cannot say whose a taken request is; this does.
-- A request begins waiting and untaken; who takes it does so for itself; only who has it gives it back, or ends it once enough people have
-- approved. What it asks for never changes, and an end is one. That it is asked for, and taken back, is its customer's to say (084_withdrawals.sql).
CREATE OR REPLACE FUNCTION guard_withdrawal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE allowed boolean;
BEGIN
  IF tg_op = 'INSERT' THEN
    allowed := new.status = 'waiting' AND new.taken_by IS NULL AND new.taken_by_distributor IS NULL;
  ELSIF (old.issuer_id, old.id, old.customer_id, old.amount_minor, old.currency, old.memo, old.hold_id, old.created_at)
        IS DISTINCT FROM
        (new.issuer_id, new.id, new.customer_id, new.amount_minor, new.currency, new.memo, new.hold_id, new.created_at) THEN
    allowed := false;
  ELSIF old.status = 'waiting' AND new.status = 'taken' THEN
    allowed := new.taken_by IS NOT NULL AND in_scope(new.taken_by_distributor);
  ELSIF old.status = 'waiting' AND new.status = 'cancelled' THEN
    allowed := new.taken_by IS NULL AND new.taken_by_distributor IS NULL;
  ELSIF old.status = 'taken' AND new.status = 'waiting' THEN
    allowed := new.taken_by IS NULL AND new.taken_by_distributor IS NULL AND in_scope(old.taken_by_distributor);
  ELSIF old.status = 'taken' AND new.status = 'fulfilled' THEN
    allowed := (new.taken_by, new.taken_by_distributor) = (old.taken_by, old.taken_by_distributor)
      AND in_scope(old.taken_by_distributor)
      AND EXISTS (SELECT FROM operations o WHERE o.issuer_id = old.issuer_id AND o.id = old.taken_by AND o.withdrawal_id = old.id
                     AND o.approvals_needed <= (
                       SELECT coalesce(sum(approval_worth(d.decision)), 0) FROM operation_decisions d
                        WHERE d.issuer_id = o.issuer_id AND d.operation_id = o.id AND d.revision = o.revision));
  END IF;
  IF allowed IS NOT TRUE THEN
    RAISE EXCEPTION 'withdrawal %: % to % is refused', new.id, CASE tg_op WHEN 'INSERT' THEN 'nothing' ELSE old.status END, new.status
      USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER withdrawal_life BEFORE INSERT OR UPDATE ON withdrawal_requests FOR EACH ROW EXECUTE FUNCTION guard_withdrawal();

-- Runs as whoever writes: the owner's functions ask for the customer's proof first.
CREATE OR REPLACE FUNCTION guard_wish() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT as_owner() THEN RAISE EXCEPTION 'withdrawal %: its customer has not said so', new.id USING ERRCODE = 'PU004'; END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER withdrawal_wish BEFORE INSERT ON withdrawal_requests FOR EACH ROW EXECUTE FUNCTION guard_wish();
CREATE OR REPLACE TRIGGER withdrawal_cancelled BEFORE UPDATE OF status ON withdrawal_requests FOR EACH ROW
WHEN (new.status = 'cancelled') EXECUTE FUNCTION guard_wish();
