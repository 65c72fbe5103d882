-- A customer's word on a payment out of their wallet that they did not ask for themselves. Until it is given nothing is held and nobody decides
-- (operations_claim); with it the money is held and people's time to decide begins. It is given with proof alone: the code of the SMS, typed by a maker
-- of the distributor, or the token of its link. The worker makes both when it sends them, and neither it nor the application reads their hashes.

-- How many times an hour one distributor asks one customer, whatever came of it: each is up to five SMS.
CREATE OR REPLACE FUNCTION consents_most() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 10 $$;

-- In how many seconds a distributor may ask a customer, null for now. p_also: how many it is about to ask before. All who ask for the same two wait here for
-- each other until the commit, so that none counts past another.
CREATE OR REPLACE FUNCTION consent_wait(p_issuer uuid, p_organisation uuid, p_customer uuid, p_also int) RETURNS int LANGUAGE plpgsql VOLATILE
AS $$
DECLARE first_of_many timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(7304, hashtext(p_organisation::text || p_customer::text));
  IF p_also >= consents_most() THEN RETURN 3600; END IF;
  SELECT c.created_at INTO first_of_many FROM operation_consents c
   WHERE c.issuer_id = p_issuer AND c.customer_id = p_customer AND c.organisation_id = p_organisation AND c.created_at > now() - interval '1 hour'
   ORDER BY c.created_at DESC OFFSET consents_most() - 1 - p_also LIMIT 1;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN greatest(1, ceil(extract(epoch FROM first_of_many + interval '1 hour' - now())))::int;
END $$;

-- Says for each item, after those before it, in how many seconds its customer may be asked; null for now. p_items: [{organisation, customer}].
-- Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION consents_room(p_issuer uuid, p_unit uuid, p_items jsonb) RETURNS TABLE (idx int, wait_seconds int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE r record; asked jsonb := '{}'; before int;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  -- In the order of their customers, whatever that of the items: two sets cannot wait for each other.
  FOR r IN SELECT i.* FROM ROWS FROM (jsonb_to_recordset(p_items) AS (organisation uuid, customer uuid)) WITH ORDINALITY AS i(organisation, customer, n)
            ORDER BY i.organisation, i.customer, i.n LOOP
    IF NOT in_scope(r.organisation) THEN RAISE EXCEPTION 'consent outside the scope' USING ERRCODE = 'PU001'; END IF;
    before := coalesce((asked->>(r.organisation::text || r.customer::text))::int, 0);
    idx := r.n - 1; wait_seconds := consent_wait(p_issuer, r.organisation, r.customer, before);
    IF wait_seconds IS NULL THEN asked := asked || jsonb_build_object(r.organisation::text || r.customer::text, before + 1); END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- An operation that asks begins with nothing held, every other with its hold. Where the issuer turned the switch between two statements of a unit,
-- the unit is repeated. Whoever writes it: nobody is asked more often than consents_most().
CREATE OR REPLACE FUNCTION begin_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF (new.consent IS NULL) = (new.hold_id IS NULL) THEN
    RAISE EXCEPTION 'operation %: its hold and its consent do not go together', new.id USING ERRCODE = '40001';
  END IF;
  IF new.consent IS NOT NULL THEN
    IF consent_wait(new.issuer_id, new.organisation_id, new.counterparty_id, 0) IS NOT NULL THEN
      RAISE EXCEPTION 'operation %: its customer is asked too often', new.id USING ERRCODE = 'PU004';
    END IF;
    INSERT INTO operation_consents (issuer_id, operation_id, organisation_id, customer_id, unit_id)
    VALUES (new.issuer_id, new.id, new.organisation_id, new.counterparty_id, new.unit_id);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER operation_consent_begins AFTER INSERT ON operations FOR EACH ROW
WHEN (new.type = 'cash-out-fulfillment' AND new.withdrawal_id IS NULL) EXECUTE FUNCTION begin_consent();

-- Said once, in the unit in which it was proved, and only of what still waits for it.
CREATE OR REPLACE FUNCTION guard_operation_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF (old.consent, old.consent_at, old.consent_via, old.seconds_to_decide) IS NOT DISTINCT FROM
     (new.consent, new.consent_at, new.consent_via, new.seconds_to_decide) THEN RETURN new; END IF;
  IF old.seconds_to_decide IS DISTINCT FROM new.seconds_to_decide OR old.consent IS DISTINCT FROM 'awaited' OR old.status <> 'pending'
     OR NOT EXISTS (SELECT FROM operation_consents c WHERE c.issuer_id = new.issuer_id AND c.operation_id = new.id AND c.answer = new.consent
                       AND c.unit_id = new.unit_id) THEN
    RAISE EXCEPTION 'operation %: what its customer says cannot change', old.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER operation_consent BEFORE UPDATE OF consent, consent_at, consent_via, seconds_to_decide ON operations
FOR EACH ROW EXECUTE FUNCTION guard_operation_consent();

CREATE OR REPLACE TRIGGER consent_identity BEFORE UPDATE OF issuer_id, operation_id, organisation_id, customer_id, created_at ON operation_consents
FOR EACH ROW EXECUTE FUNCTION refuse_new_identity('consent');

CREATE OR REPLACE FUNCTION guard_consent() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF old.answer IS NOT NULL OR new.tries < old.tries OR new.sends < old.sends THEN
    RAISE EXCEPTION 'consent of operation %: what was said and tried stays', old.operation_id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER consent_life BEFORE UPDATE ON operation_consents FOR EACH ROW EXECUTE FUNCTION guard_consent();

-- Keeps what an SMS to the customer is proved by; the one before is worth nothing any more. False where nobody is to be asked, or has been five times.
-- Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION consent_send(p_issuer uuid, p_unit uuid, p_operation uuid, p_code_hash bytea, p_link_hash bytea)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF (octet_length(p_code_hash), octet_length(p_link_hash)) IS DISTINCT FROM (32, 32) THEN
    RAISE EXCEPTION 'hashes have 32 bytes' USING ERRCODE = 'PU004';
  END IF;
  UPDATE operation_consents c SET code_hash = p_code_hash, link_hash = p_link_hash, sends = c.sends + 1, unit_id = p_unit
   WHERE c.issuer_id = p_issuer AND c.operation_id = p_operation AND in_scope(c.organisation_id) AND c.answer IS NULL AND c.sends < 5
     AND EXISTS (SELECT FROM operations o WHERE o.issuer_id = p_issuer AND o.id = p_operation AND o.status = 'pending' AND o.consent = 'awaited'
                    AND o.expires_at > clock_timestamp());
  RETURN FOUND;
END $$;

-- Takes a customer's answer. p_via: code (given, p_proof is the code's hash, and somebody who makes such operations types it, through their session)
-- | link (p_proof is the hash of its token) | wallet (p_proof is the hash of the token of a session in the customer's own wallet). With `given` the money is held, as p_hold.
-- Outcomes: ok | insufficient, inactive (agreed, and there is nothing to hold: the unit must end it) | wrong (tries_left) | too-many | not-sent
--   | not-found | forbidden | suspended | given, refused (said before) | expired | completed, failed, rejected, cancelled, executing (how it ended).
-- After `ok` of a refusal the unit must end it. Locks: the operation, its consent, the wallet. Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION consent_answer(
  p_issuer uuid, p_unit uuid, p_operation uuid, p_answer text, p_via text, p_proof bytea, p_hold uuid,
  p_person uuid, p_session uuid, p_session_proof bytea)
RETURNS TABLE (outcome text, tries_left int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE o operations; c operation_consents; w customers; held text;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  SELECT * INTO o FROM operations x WHERE x.issuer_id = p_issuer AND x.id = p_operation AND in_scope(x.organisation_id) FOR UPDATE;
  SELECT * INTO c FROM operation_consents x WHERE x.issuer_id = p_issuer AND x.operation_id = o.id FOR UPDATE;
  outcome := CASE
    WHEN o.consent IS NULL OR c.operation_id IS NULL THEN 'not-found'
    WHEN p_via = 'link' THEN CASE WHEN c.link_hash = p_proof THEN 'may' ELSE 'not-found' END
    WHEN p_via = 'wallet' THEN CASE WHEN EXISTS (
        SELECT FROM wallet_sessions s JOIN customers x ON x.issuer_id = p_issuer AND x.id = o.counterparty_id AND x.phone = s.phone
         WHERE s.token_hash = p_proof AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()) THEN 'may' ELSE 'not-found' END
    WHEN p_via = 'code' THEN CASE WHEN p_answer = 'given' AND session_may(p_issuer, o.organisation_id, p_session, p_person, p_session_proof, ARRAY['maker'])
                                  THEN 'may' ELSE 'forbidden' END
    ELSE 'not-found' END;
  IF outcome IS DISTINCT FROM 'may' THEN outcome := coalesce(outcome, 'not-found'); RETURN NEXT; RETURN; END IF;
  outcome := CASE
    WHEN o.consent <> 'awaited' THEN o.consent
    WHEN o.status <> 'pending' THEN o.status
    WHEN o.expires_at <= clock_timestamp() THEN 'expired'
    WHEN NOT is_active(p_issuer, o.organisation_id) THEN 'suspended'
    WHEN p_via = 'code' AND c.code_hash IS NULL THEN 'not-sent'
    WHEN p_via = 'code' AND c.tries >= 5 THEN 'too-many' END;
  IF outcome IS NOT NULL THEN RETURN NEXT; RETURN; END IF;
  IF p_via = 'code' THEN
    UPDATE operation_consents x SET tries = x.tries + 1, unit_id = p_unit WHERE x.issuer_id = p_issuer AND x.operation_id = o.id;
    IF c.code_hash IS DISTINCT FROM p_proof THEN
      outcome := 'wrong'; tries_left := 4 - c.tries; RETURN NEXT; RETURN;
    END IF;
  END IF;
  outcome := 'ok';
  IF p_answer = 'given' THEN
    SELECT * INTO w FROM customers x WHERE x.issuer_id = p_issuer AND x.id = o.counterparty_id;
    IF w.status <> 'active' THEN outcome := 'inactive';
    ELSE
      SELECT a.outcome INTO held FROM ledger_apply(p_issuer, p_unit, jsonb_build_array(jsonb_build_object(
        'kind', 'hold', 'hold', p_hold, 'account', w.account_id, 'amount', o.amount_minor::text, 'currency', o.currency, 'heldFor', o.id,
        'organisation', o.organisation_id))) a;
      IF held IS DISTINCT FROM 'ok' THEN outcome := 'insufficient'; END IF;
    END IF;
  END IF;
  UPDATE operation_consents x SET answer = p_answer, answered_at = now(), unit_id = p_unit WHERE x.issuer_id = p_issuer AND x.operation_id = o.id;
  UPDATE operations x SET consent = p_answer, consent_at = now(), consent_via = p_via, hold_id = CASE WHEN held = 'ok' THEN p_hold END,
         expires_at = CASE WHEN held = 'ok' THEN now() + make_interval(secs => x.seconds_to_decide) ELSE x.expires_at END,
         updated_at = now(), unit_id = p_unit
   WHERE x.issuer_id = p_issuer AND x.id = o.id;
  RETURN NEXT;
END $$;
