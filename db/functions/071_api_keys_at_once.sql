-- What needs no second person: the secrets of a key that was approved, for its maker alone, and all that takes away. Who acts is asked here once
-- more, behind the lock: a session may have been revoked, or a role taken, while its request stood there.

-- The key, locked, behind the lock of its distributor; all null for one that the scope does not have. Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION lock_api_key(p_issuer uuid, p_unit uuid, p_key uuid) RETURNS api_keys LANGUAGE plpgsql
AS $$
DECLARE k api_keys;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  PERFORM lock_organisation(p_issuer, x.distributor_id) FROM api_keys x
    WHERE x.issuer_id = p_issuer AND x.id = p_key AND in_scope(x.distributor_id);
  SELECT * INTO k FROM api_keys x WHERE x.issuer_id = p_issuer AND x.id = p_key AND in_scope(x.distributor_id) FOR UPDATE;
  RETURN k;
END $$;

-- Why this person is shown no secret of a key; null where they are: its maker, who is a maker still, while its distributor's keys work. Not while
-- their authenticator or phone was another's to set lately: a secret would outlive the days in which those two are no second pair of eyes.
CREATE OR REPLACE FUNCTION may_see_secret(k api_keys, p_person uuid, p_session uuid, p_proof bytea) RETURNS text LANGUAGE sql
AS $$
  SELECT CASE WHEN k.id IS NULL THEN 'api-keys.not-found'
              WHEN k.made_by <> p_person THEN 'api-keys.not-maker'
              WHEN NOT session_may(k.issuer_id, k.distributor_id, p_session, p_person, p_proof, ARRAY['maker']) THEN 'auth.forbidden'
              WHEN EXISTS (SELECT FROM person_controls c WHERE c.person_id = p_person AND c.kind IN ('totp-reset', 'phone-change')
                              AND c.at + control_lasts() > clock_timestamp()) THEN 'api-keys.identity-changed'
              ELSE keys_closed(k.issuer_id, k.distributor_id) END
$$;

CREATE OR REPLACE FUNCTION add_secret(p_unit uuid, k api_keys, p_secret uuid, p_hash bytea, p_prefix text, p_last_four text) RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  IF (octet_length(p_hash) = 32 AND length(p_prefix) = 8 AND length(p_last_four) = 4) IS NOT TRUE THEN
    RAISE EXCEPTION 'secret %: no hash of one', p_secret USING ERRCODE = 'PU004';
  END IF;
  INSERT INTO api_key_secrets (issuer_id, id, distributor_id, key_id, key_hash, prefix, last_four, seen_by, unit_id)
  VALUES (k.issuer_id, p_secret, k.distributor_id, k.id, p_hash, p_prefix, p_last_four, k.made_by, p_unit);
END $$;

-- Keeps the SHA-256 of a key's first secret, once, within 72 hours of its approval. Returns ok, or the code of why not. Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION api_key_reveal(
  p_issuer uuid, p_unit uuid, p_key uuid, p_person uuid, p_session uuid, p_proof bytea, p_secret uuid, p_hash bytea, p_prefix text, p_last_four text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE k api_keys; refusal text;
BEGIN
  k := lock_api_key(p_issuer, p_unit, p_key);
  refusal := may_see_secret(k, p_person, p_session, p_proof);
  IF refusal IS NOT NULL THEN RETURN refusal; END IF;
  IF EXISTS (SELECT FROM api_key_secrets s WHERE s.issuer_id = p_issuer AND s.key_id = k.id) THEN RETURN 'api-keys.already-revealed'; END IF;
  IF k.revoked_at IS NOT NULL OR k.expires_at <= clock_timestamp() THEN RETURN 'api-keys.ended'; END IF;
  IF k.reveal_until <= clock_timestamp() THEN RETURN 'api-keys.lapsed'; END IF;
  PERFORM add_secret(p_unit, k, p_secret, p_hash, p_prefix, p_last_four);
  RETURN 'ok';
END $$;

-- Keeps the SHA-256 of a key's next secret; the one before it works on for p_overlap (now, 1h, 24h, 7d), and one before that no longer.
-- Returns ok, or the code of why not. Raises PU001 outside its unit, PU004 on another overlap.
CREATE OR REPLACE FUNCTION api_key_rotate(
  p_issuer uuid, p_unit uuid, p_key uuid, p_person uuid, p_session uuid, p_proof bytea, p_overlap text, p_secret uuid, p_hash bytea, p_prefix text, p_last_four text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE k api_keys; refusal text; ends timestamptz;
BEGIN
  k := lock_api_key(p_issuer, p_unit, p_key);
  refusal := may_see_secret(k, p_person, p_session, p_proof);
  IF refusal IS NOT NULL THEN RETURN refusal; END IF;
  IF has_ended(k) THEN RETURN 'api-keys.ended'; END IF;
  ends := clock_timestamp() + CASE p_overlap WHEN 'now' THEN interval '0' WHEN '1h' THEN interval '1 hour' WHEN '24h' THEN interval '24 hours'
                                             WHEN '7d' THEN interval '7 days' END;
  IF ends IS NULL THEN RAISE EXCEPTION 'key %: no such overlap', k.id USING ERRCODE = 'PU004'; END IF;
  UPDATE api_key_secrets s SET ends_at = clock_timestamp(), unit_id = p_unit
   WHERE s.issuer_id = p_issuer AND s.key_id = k.id AND s.ends_at > clock_timestamp();
  UPDATE api_key_secrets s SET ends_at = ends, unit_id = p_unit WHERE s.issuer_id = p_issuer AND s.key_id = k.id AND s.ends_at IS NULL;
  IF NOT FOUND THEN RETURN 'api-keys.not-revealed'; END IF;
  PERFORM add_secret(p_unit, k, p_secret, p_hash, p_prefix, p_last_four);
  RETURN 'ok';
END $$;

-- Why this person may take nothing from a key; null where they may: its maker, whatever their roles, and each admin.
CREATE OR REPLACE FUNCTION may_take_from_key(k api_keys, p_person uuid, p_session uuid, p_proof bytea) RETURNS text LANGUAGE sql
AS $$
  SELECT CASE WHEN k.id IS NULL THEN 'api-keys.not-found'
              WHEN session_may(k.issuer_id, k.distributor_id, p_session, p_person, p_proof,
                               CASE WHEN k.made_by = p_person THEN ARRAY['admin', 'maker', 'checker', 'viewer'] ELSE ARRAY['admin'] END) THEN NULL
              WHEN k.made_by = p_person THEN 'auth.forbidden'
              ELSE 'api-keys.not-maker' END
$$;

-- Leaves a key with less than it had before. Outcome ok, or the code of why not, and nothing has changed then. Raises PU001 outside its unit, PU004 on
-- no mandate.
CREATE OR REPLACE FUNCTION api_key_narrow(p_issuer uuid, p_unit uuid, p_key uuid, p_person uuid, p_session uuid, p_proof bytea, p_after jsonb)
RETURNS TABLE (outcome text, before jsonb) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE k api_keys; mandate jsonb;
BEGIN
  k := lock_api_key(p_issuer, p_unit, p_key);
  outcome := may_take_from_key(k, p_person, p_session, p_proof);
  IF outcome IS NULL AND has_ended(k) THEN outcome := 'api-keys.ended'; END IF;
  IF outcome IS NULL THEN
    before := mandate_of(k);
    mandate := mandate_from_now(p_after, k.expires_at);
    outcome := CASE mandate_reach(before, mandate) WHEN 'wider' THEN 'api-keys.wider' WHEN 'same' THEN 'api-keys.nothing-changes' ELSE 'ok' END;
    IF outcome = 'ok' THEN PERFORM write_mandate(p_unit, k, mandate); END IF;
  END IF;
  RETURN NEXT;
END $$;

-- Ends a key for good, with all its secrets. Returns ok, or the code of why not. Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION api_key_revoke(p_issuer uuid, p_unit uuid, p_key uuid, p_person uuid, p_session uuid, p_proof bytea, p_reason text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE k api_keys; refusal text;
BEGIN
  k := lock_api_key(p_issuer, p_unit, p_key);
  refusal := may_take_from_key(k, p_person, p_session, p_proof);
  IF refusal IS NOT NULL THEN RETURN refusal; END IF;
  IF has_ended(k) THEN RETURN 'api-keys.ended'; END IF;
  UPDATE api_keys x SET revoked_at = clock_timestamp(), revoked_by = p_person, revoked_reason = p_reason, unit_id = p_unit
   WHERE x.issuer_id = p_issuer AND x.id = k.id;
  RETURN 'ok';
END $$;

-- The one switch: from now on none of a distributor's keys works, until two people let them (api-keys-start). Returns ok, or the code of why not.
-- Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION api_keys_stop(p_issuer uuid, p_unit uuid, p_distributor uuid, p_person uuid, p_session uuid, p_proof bytea, p_reason text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_distributor) THEN RAISE EXCEPTION 'keys outside the scope' USING ERRCODE = 'PU001'; END IF;
  PERFORM lock_organisation(p_issuer, p_distributor);
  IF NOT session_may(p_issuer, p_distributor, p_session, p_person, p_proof, ARRAY['admin']) THEN RETURN 'auth.forbidden'; END IF;
  UPDATE distributors d SET keys_stopped_at = clock_timestamp(), keys_stopped_by = p_person, keys_stopped_reason = p_reason, unit_id = p_unit
   WHERE d.issuer_id = p_issuer AND d.id = p_distributor AND d.keys_stopped_at IS NULL;
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'api-keys.stopped' END;
END $$;

-- How a mandate that is asked for stands to what a key may do (before): same, narrower or wider. Nothing for a key that the scope does not have.
CREATE OR REPLACE FUNCTION api_key_reach(p_issuer uuid, p_key uuid, p_after jsonb) RETURNS TABLE (before jsonb, reach text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT mandate_of(k), mandate_reach(mandate_of(k), mandate_from_now(p_after, k.expires_at))
    FROM api_keys k WHERE k.issuer_id = p_issuer AND k.id = p_key AND in_scope(k.distributor_id)
$$;

-- Keys whose makers are to be told that they end (notice_days), each once, of several that are due the nearest alone. Days that had begun when
-- the end was set are not told of. Raises PU001 outside its unit or the issuer's scope.
CREATE OR REPLACE FUNCTION api_keys_notice(p_issuer uuid, p_unit uuid, p_at_most int) RETURNS TABLE (key_id uuid, distributor_id uuid, days int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT app_sees_all() THEN RAISE EXCEPTION 'notices are the worker''s' USING ERRCODE = 'PU001'; END IF;
  RETURN QUERY
  WITH due AS (
    SELECT k.id, n.days FROM api_keys k, LATERAL (SELECT notices_gone(k.expires_at) AS days) n
     WHERE k.issuer_id = p_issuer AND k.revoked_at IS NULL AND k.expires_at > now() AND k.expires_at <= now() + (notice_days())[1] * interval '1 day'
       AND (k.noticed_days IS NULL OR n.days < k.noticed_days)
       AND EXISTS (SELECT FROM api_key_secrets s WHERE s.issuer_id = p_issuer AND s.key_id = k.id)
     ORDER BY k.expires_at LIMIT p_at_most FOR UPDATE OF k SKIP LOCKED)
  UPDATE api_keys k SET noticed_days = due.days, unit_id = p_unit FROM due
   WHERE k.issuer_id = p_issuer AND k.id = due.id RETURNING k.id, k.distributor_id, due.days;
END $$;
