-- A customer's wish to take money out of their wallet, made and taken back here and nowhere else, with the proof of a session in that wallet (wallet_may):
-- whoever runs SQL as the application has none.

-- Puts a request into the queue, its amount held on the wallet as p_hold. Outcomes: made | known (it was made before) | other (what was made before under this
-- id is taken back, or of another amount) | forbidden | inactive | insufficient.
-- Raises PU001 outside its unit or the issuer's scope.
CREATE OR REPLACE FUNCTION withdrawal_ask(
  p_issuer uuid, p_unit uuid, p_id uuid, p_customer uuid, p_amount bigint, p_currency text, p_memo text, p_hold uuid, p_proof bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE w customers; held text; known withdrawal_requests;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT wallet_may(p_issuer, p_customer, p_proof) THEN RETURN 'forbidden'; END IF;
  -- The same form sent twice at once: the second waits here, and finds what the first has made.
  PERFORM pg_advisory_xact_lock(7303, hashtext(p_id::text));
  SELECT * INTO known FROM withdrawal_requests r WHERE r.issuer_id = p_issuer AND r.id = p_id;
  IF FOUND THEN
    RETURN CASE WHEN known.customer_id <> p_customer THEN 'forbidden' WHEN known.status = 'cancelled' OR known.amount_minor <> p_amount THEN 'other'
                ELSE 'known' END;
  END IF;
  SELECT * INTO w FROM customers c WHERE c.issuer_id = p_issuer AND c.id = p_customer;
  IF (w.status = 'active') IS NOT TRUE THEN RETURN 'inactive'; END IF;
  SELECT a.outcome INTO held FROM ledger_apply(p_issuer, p_unit, jsonb_build_array(jsonb_build_object(
    'kind', 'hold', 'hold', p_hold, 'account', w.account_id, 'amount', p_amount::text, 'currency', p_currency, 'heldFor', p_id, 'organisation', p_issuer))) a;
  IF held IS DISTINCT FROM 'ok' THEN RETURN 'insufficient'; END IF;
  INSERT INTO withdrawal_requests (issuer_id, id, customer_id, amount_minor, currency, memo, hold_id, updated_at, unit_id)
  VALUES (p_issuer, p_id, p_customer, p_amount, p_currency, p_memo, p_hold, now(), p_unit);
  RETURN 'made';
END $$;

-- Takes a request that waits back, and frees its money. Outcomes: cancelled | known (it was taken back before) | taken, fulfilled (too late) | not-found.
-- Locks: the request, the wallet, its hold. Raises PU001 outside its unit or the issuer's scope.
CREATE OR REPLACE FUNCTION withdrawal_cancel(p_issuer uuid, p_unit uuid, p_id uuid, p_proof bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE r withdrawal_requests; freed text;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  SELECT * INTO r FROM withdrawal_requests x WHERE x.issuer_id = p_issuer AND x.id = p_id FOR UPDATE;
  IF r.id IS NULL OR NOT wallet_may(p_issuer, r.customer_id, p_proof) THEN RETURN 'not-found'; END IF;
  IF r.status <> 'waiting' THEN RETURN CASE r.status WHEN 'cancelled' THEN 'known' ELSE r.status END; END IF;
  SELECT a.outcome INTO freed FROM ledger_apply(p_issuer, p_unit, jsonb_build_array(jsonb_build_object('kind', 'release', 'hold', r.hold_id))) a;
  IF freed IS DISTINCT FROM 'ok' THEN RAISE EXCEPTION 'withdrawal %: its money is not held', p_id USING ERRCODE = 'PU004'; END IF;
  UPDATE withdrawal_requests x SET status = 'cancelled', updated_at = now(), unit_id = p_unit WHERE x.issuer_id = p_issuer AND x.id = p_id;
  RETURN 'cancelled';
END $$;
