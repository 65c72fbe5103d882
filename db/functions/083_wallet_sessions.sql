-- Customers in their own wallet: short sessions of a phone that has proved itself by SMS. They are opened here and nowhere else, with the seal of a
-- process of the application (068_open_session.sql), and the application reads none of them: whoever acts through one brings its token.

-- Remembers the browser of a session as one of its phone's. Whether it is a new one beside others.
CREATE OR REPLACE FUNCTION remember_wallet_device(p_phone text, p_device_hash bytea) RETURNS boolean LANGUAGE plpgsql
AS $$
DECLARE others boolean;
BEGIN
  others := EXISTS (SELECT FROM wallet_devices d WHERE d.phone = p_phone);
  UPDATE wallet_devices d SET last_seen_at = now() WHERE d.phone = p_phone AND d.device_hash = p_device_hash;
  IF FOUND THEN RETURN false; END IF;
  INSERT INTO wallet_devices (phone, device_hash) VALUES (p_phone, p_device_hash) ON CONFLICT DO NOTHING;
  RETURN others;
END $$;

-- Opens one for the phone of a challenge that passed its SMS and was used up in this very transaction; none outlives an hour.
-- Outcome: active | refused | no-key (the seal's key is to be kept first). is_elsewhere: the phone's wallets have been opened before, and never with this
-- browser. Raises PU001 outside its unit, PU004 without a seal.
CREATE OR REPLACE FUNCTION open_wallet_session(
  p_issuer uuid, p_unit uuid, p_challenge uuid, p_session uuid, p_token_hash bytea, p_device_hash bytea, p_expires_at timestamptz, p_seal bytea)
RETURNS TABLE (outcome text, is_elsewhere boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE of_phone text;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  is_elsewhere := false;
  outcome := require_seal(p_challenge, p_session, p_token_hash, p_seal);
  IF outcome = 'no-key' THEN RETURN NEXT; RETURN; END IF;
  INSERT INTO wallet_sessions AS s (id, token_hash, phone, expires_at)
  SELECT p_session, p_token_hash, c.phone, p_expires_at FROM sign_in_challenges c
   WHERE c.id = p_challenge AND c.for_wallet AND c.sms_verified_at = now() AND c.used_at = now() AND c.expires_at > now()
     AND p_expires_at <= now() + interval '1 hour'
  RETURNING s.phone INTO of_phone;
  outcome := 'refused';
  IF of_phone IS NOT NULL THEN
    outcome := 'active';
    is_elsewhere := remember_wallet_device(of_phone, p_device_hash);
  END IF;
  RETURN NEXT;
END $$;

-- Ends the session of a token. Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION close_wallet_session(p_issuer uuid, p_unit uuid, p_token_hash bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  UPDATE wallet_sessions SET revoked_at = now() WHERE token_hash = p_token_hash AND revoked_at IS NULL;
END $$;

-- Forgets sessions that ended a week ago, and browsers that nobody has opened a wallet with for half a year; of each phone the one last used stays, so that
-- another one is told to its owner. Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION prune_wallet_sessions(p_issuer uuid, p_unit uuid) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  DELETE FROM wallet_sessions s WHERE s.expires_at < now() - interval '7 days';
  DELETE FROM wallet_devices d
   WHERE d.last_seen_at < now() - interval '180 days'
     AND EXISTS (SELECT FROM wallet_devices o WHERE o.phone = d.phone AND (o.last_seen_at, o.device_hash) > (d.last_seen_at, d.device_hash));
END $$;

-- A wallet's session, once over, stays so; neither whose it is nor when it ends changes.
CREATE OR REPLACE FUNCTION guard_wallet_session() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF (old.id, old.token_hash, old.phone, old.created_at, old.expires_at) IS DISTINCT FROM
     (new.id, new.token_hash, new.phone, new.created_at, new.expires_at) OR old.revoked_at IS NOT NULL THEN
    RAISE EXCEPTION 'wallet session %: whose it is and when it ends cannot change', old.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER wallet_session_life BEFORE UPDATE ON wallet_sessions FOR EACH ROW EXECUTE FUNCTION guard_wallet_session();

-- Whether somebody acts for a customer: whoever brings the hash of the token of a live session in their wallet; without one the owner alone, who sets
-- installations up.
CREATE OR REPLACE FUNCTION wallet_may(p_issuer uuid, p_customer uuid, p_proof bytea) RETURNS boolean LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  IF p_proof IS NULL THEN RETURN by_owner(); END IF;
  RETURN EXISTS (
    SELECT FROM wallet_sessions s JOIN customers c ON c.issuer_id = p_issuer AND c.id = p_customer AND c.phone = s.phone
     WHERE s.token_hash = p_proof AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp());
END $$;

-- What a customer reads of their own, in a unit whose scope is their wallet and nothing else.
CREATE OR REPLACE FUNCTION require_wallet(p_issuer uuid, p_unit uuid, p_customer uuid) RETURNS void LANGUAGE plpgsql STABLE
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF app_organisation() IS DISTINCT FROM p_customer THEN
    RAISE EXCEPTION 'a wallet outside the scope' USING ERRCODE = 'PU001';
  END IF;
END $$;

-- The balance of a customer's wallet. Raises PU001 outside its unit or the wallet's scope.
CREATE OR REPLACE FUNCTION wallet_balance(p_issuer uuid, p_unit uuid, p_customer uuid)
RETURNS TABLE (posted bigint, held bigint, currency text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_wallet(p_issuer, p_unit, p_customer);
  RETURN QUERY SELECT a.posted_minor, a.held_minor, a.currency FROM customers c JOIN ledger_accounts a ON a.issuer_id = p_issuer AND a.id = c.account_id
                WHERE c.issuer_id = p_issuer AND c.id = p_customer;
END $$;

-- What went into a customer's wallet and out of it, newest first, from before a version of its account on. Of the other side its name alone.
CREATE OR REPLACE FUNCTION wallet_entries(p_issuer uuid, p_unit uuid, p_customer uuid, p_before bigint, p_limit int)
RETURNS TABLE (version bigint, amount bigint, currency text, at timestamptz, type text, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_wallet(p_issuer, p_unit, p_customer);
  RETURN QUERY
  SELECT e.account_version, e.amount_minor, e.currency, e.created_at, o.type, d.name
    FROM customers c
    JOIN ledger_entries e ON e.issuer_id = p_issuer AND e.account_id = c.account_id AND e.account_version < p_before
    JOIN ledger_transfers t ON t.issuer_id = p_issuer AND t.id = e.transfer_id
    LEFT JOIN operations o ON o.issuer_id = p_issuer AND o.id = t.operation_id
    LEFT JOIN distributors d ON d.issuer_id = p_issuer AND d.id = t.organisation_id
   WHERE c.issuer_id = p_issuer AND c.id = p_customer ORDER BY e.account_version DESC LIMIT least(p_limit, 100);
END $$;

-- What a customer is asked and has still to answer, oldest first, and their withdrawals that wait to be paid out, with the name of
-- the distributor that is about to.
CREATE OR REPLACE FUNCTION wallet_questions(p_issuer uuid, p_unit uuid, p_customer uuid)
RETURNS TABLE (kind text, id uuid, amount bigint, currency text, at timestamptz, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_wallet(p_issuer, p_unit, p_customer);
  RETURN QUERY
  SELECT * FROM (
    SELECT 'consent', o.id, o.amount_minor, o.currency, o.expires_at, d.name
      FROM operation_consents c
      JOIN operations o ON o.issuer_id = p_issuer AND o.id = c.operation_id AND o.status = 'pending' AND o.consent = 'awaited' AND o.expires_at > now()
      JOIN distributors d ON d.issuer_id = p_issuer AND d.id = o.organisation_id
     -- An answer is awaited for minutes.
     WHERE c.issuer_id = p_issuer AND c.customer_id = p_customer AND c.created_at > now() - interval '1 hour'
     ORDER BY c.created_at LIMIT 20) asked
  UNION ALL
  SELECT * FROM (
    SELECT 'withdrawal', w.id, w.amount_minor, w.currency, w.created_at, d.name FROM withdrawal_requests w
      LEFT JOIN distributors d ON d.issuer_id = p_issuer AND d.id = w.taken_by_distributor
     WHERE w.issuer_id = p_issuer AND w.customer_id = p_customer AND w.status IN ('waiting', 'taken') ORDER BY w.created_at DESC LIMIT 20) waiting;
END $$;
