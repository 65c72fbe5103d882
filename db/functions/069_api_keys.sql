-- API keys are changed by these functions alone. What gives a key more is applied from an operation that other people have approved; what
-- takes away acts at once (071_api_keys_at_once.sql). A mandate as payloads write it: permissions, maxAmount and maxDaily (texts of minor units, null for
-- none), allowedAddresses, requestsPerMinute, and expiresAt, or expiresInDays from the approval. Changes of one distributor's keys go one after the other,
-- behind the lock on its row, like those of its people.

-- What a key is never changes; what is over stays over, also for whoever owns the tables.
CREATE OR REPLACE FUNCTION guard_api_key() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF old.revoked_at IS NOT NULL AND (new.revoked_at, new.revoked_by, new.revoked_reason)
     IS DISTINCT FROM (old.revoked_at, old.revoked_by, old.revoked_reason) THEN
    RAISE EXCEPTION 'key %: revoked is an end', old.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER api_key_identity
BEFORE UPDATE OF issuer_id, id, distributor_id, label, made_by, operation_id, created_at, reveal_until ON api_keys
FOR EACH ROW EXECUTE FUNCTION refuse_new_identity('key');
CREATE OR REPLACE TRIGGER api_key_life BEFORE UPDATE ON api_keys FOR EACH ROW EXECUTE FUNCTION guard_api_key();

CREATE OR REPLACE FUNCTION guard_api_key_secret() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF old.ends_at IS NOT NULL AND (new.ends_at <= old.ends_at) IS NOT TRUE THEN
    RAISE EXCEPTION 'secret %: no later end', old.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER api_key_secret_identity
BEFORE UPDATE OF issuer_id, id, distributor_id, key_id, key_hash, prefix, last_four, made_at, seen_by ON api_key_secrets
FOR EACH ROW EXECUTE FUNCTION refuse_new_identity('secret');
CREATE OR REPLACE TRIGGER api_key_secret_life BEFORE UPDATE ON api_key_secrets FOR EACH ROW EXECUTE FUNCTION guard_api_key_secret();

CREATE OR REPLACE FUNCTION texts_of(p_list jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE
AS $$ SELECT ARRAY(SELECT jsonb_array_elements_text(p_list)) $$;

-- An address or a block as the application writes them (lib/kernel/address-blocks.ts): one spelling of IPv4, and no IPv4 as IPv6, which would be
-- two different things to the database and the same to the application.
CREATE OR REPLACE FUNCTION is_address_block(p_text text) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE WHEN NOT pg_input_is_valid(p_text, 'inet') THEN false
              WHEN family(p_text::inet) = 4 THEN p_text IN (host(p_text::inet), host(p_text::inet) || '/' || masklen(p_text::inet))
              ELSE p_text ~ '^[0-9a-f:]+(/[0-9]{1,3})?$' AND NOT network(p_text::inet) <<= '::ffff:0:0/96' END
$$;

-- Whether each address on one list is on the other; an empty list is that of all.
CREATE OR REPLACE FUNCTION addresses_within(p_inner text[], p_outer text[]) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$
  SELECT cardinality(p_outer) = 0 OR (cardinality(p_inner) > 0 AND NOT EXISTS (
    SELECT FROM unnest(p_inner) i WHERE NOT EXISTS (
      SELECT FROM unnest(p_outer) o
       WHERE CASE WHEN is_address_block(i) AND is_address_block(o) THEN network(i::inet) <<= network(o::inet) ELSE i = o END)))
$$;

CREATE OR REPLACE FUNCTION limit_within(p_inner bigint, p_outer bigint) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$ SELECT p_outer IS NULL OR coalesce(p_inner <= p_outer, false) $$;

-- Whether a mandate allows nothing that the other one does not.
CREATE OR REPLACE FUNCTION mandate_within(p_inner jsonb, p_outer jsonb) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT (p_inner->'permissions') <@ (p_outer->'permissions')
     AND limit_within((p_inner->>'maxAmount')::bigint, (p_outer->>'maxAmount')::bigint)
     AND limit_within((p_inner->>'maxDaily')::bigint, (p_outer->>'maxDaily')::bigint)
     AND (p_inner->>'requestsPerMinute')::int <= (p_outer->>'requestsPerMinute')::int
     AND (p_inner->>'expiresAt')::timestamptz <= (p_outer->>'expiresAt')::timestamptz
     AND addresses_within(texts_of(p_inner->'allowedAddresses'), texts_of(p_outer->'allowedAddresses'))
$$;

-- An instant to the millisecond, as JavaScript writes it.
CREATE OR REPLACE FUNCTION instant_text(p_at timestamptz) RETURNS text LANGUAGE sql STABLE
AS $$ SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- What a key may do now.
CREATE OR REPLACE FUNCTION mandate_of(k api_keys) RETURNS jsonb LANGUAGE sql STABLE
AS $$
  SELECT jsonb_build_object('permissions', to_jsonb(k.permissions), 'maxAmount', k.max_amount_minor::text, 'maxDaily', k.max_daily_minor::text,
    'allowedAddresses', to_jsonb(k.allowed_addresses), 'requestsPerMinute', k.requests_per_minute, 'expiresAt', instant_text(k.expires_at))
$$;

-- A mandate with its end as an instant: so many days from now, or that of the key as it is. Raises PU004 on what no portal asks for.
CREATE OR REPLACE FUNCTION mandate_from_now(p jsonb, p_expires_at timestamptz) RETURNS jsonb LANGUAGE plpgsql
AS $$
DECLARE days int := (p->>'expiresInDays')::int; mandate jsonb;
BEGIN
  mandate := (p - 'expiresInDays') || jsonb_build_object('expiresAt',
    instant_text(CASE WHEN days IS NULL THEN p_expires_at ELSE now() + days * interval '1 day' END));
  IF (jsonb_array_length(p->'permissions') > 0 AND p->'permissions' <@ '["read-balance", "read-transactions", "perform-operations"]'
      AND coalesce((p->>'maxAmount')::bigint > 0, true) AND coalesce((p->>'maxDaily')::bigint > 0, true)
      AND (p->>'requestsPerMinute')::int > 0 AND coalesce(days BETWEEN 1 AND 730, true) AND mandate->>'expiresAt' IS NOT NULL
      AND jsonb_array_length(p->'allowedAddresses') <= 100
      AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(p->'allowedAddresses') a WHERE NOT is_address_block(a))) IS NOT TRUE THEN
    RAISE EXCEPTION 'no mandate of a key' USING ERRCODE = 'PU004';
  END IF;
  RETURN mandate;
END $$;

-- How a mandate stands to another one: same | narrower | wider (in anything).
CREATE OR REPLACE FUNCTION mandate_reach(p_before jsonb, p_after jsonb) RETURNS text LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN NOT mandate_within(p_after, p_before) THEN 'wider' WHEN mandate_within(p_before, p_after) THEN 'same' ELSE 'narrower' END
$$;

-- Days before its end at which a key's maker is told, the first one first (lib/kernel/key-terms.ts).
CREATE OR REPLACE FUNCTION notice_days() RETURNS int[] LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY[30, 7, 1] $$;

-- The nearest of these that has begun by now; null before them all.
CREATE OR REPLACE FUNCTION notices_gone(p_expires_at timestamptz) RETURNS int LANGUAGE sql STABLE
AS $$ SELECT min(d.days) FROM unnest(notice_days()) AS d(days) WHERE p_expires_at <= now() + d.days * interval '1 day' $$;

CREATE OR REPLACE FUNCTION write_mandate(p_unit uuid, k api_keys, p_mandate jsonb) RETURNS void LANGUAGE sql
AS $$
  UPDATE api_keys x
     SET permissions = texts_of(p_mandate->'permissions'), max_amount_minor = (p_mandate->>'maxAmount')::bigint,
         max_daily_minor = (p_mandate->>'maxDaily')::bigint, allowed_addresses = texts_of(p_mandate->'allowedAddresses'),
         requests_per_minute = (p_mandate->>'requestsPerMinute')::int, expires_at = (p_mandate->>'expiresAt')::timestamptz,
         -- Of another end its maker is told anew.
         noticed_days = CASE WHEN p_mandate->>'expiresAt' = instant_text(k.expires_at) THEN x.noticed_days
                             ELSE notices_gone((p_mandate->>'expiresAt')::timestamptz) END, unit_id = p_unit
   WHERE x.issuer_id = k.issuer_id AND x.id = k.id
$$;

-- Whether somebody may give a key what it is to do: an active maker of its distributor. Nobody grants what they may not do themselves.
CREATE OR REPLACE FUNCTION is_maker(p_issuer uuid, p_organisation uuid, p_person uuid) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM memberships m WHERE m.issuer_id = p_issuer AND m.organisation_id = p_organisation AND m.person_id = p_person
                    AND m.status = 'active' AND 'maker' = ANY (m.roles))
$$;

-- Why a distributor's keys give nobody anything at present; null while they do.
CREATE OR REPLACE FUNCTION keys_closed(p_issuer uuid, p_distributor uuid) RETURNS text LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN 'api-keys' = ANY (d.features_off) THEN 'api-keys.keys-off' WHEN d.keys_stopped_at IS NOT NULL THEN 'api-keys.stopped' END
    FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = p_distributor
$$;

-- Whether there is nothing left of a key: revoked, expired, or approved and not revealed in time.
CREATE OR REPLACE FUNCTION has_ended(k api_keys) RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT k.revoked_at IS NOT NULL OR k.expires_at <= clock_timestamp() OR (k.reveal_until <= clock_timestamp() AND NOT EXISTS (
    SELECT FROM api_key_secrets s WHERE s.issuer_id = k.issuer_id AND s.key_id = k.id))
$$;

-- A key that is there once its first secret is made, for the maker of the request.
CREATE OR REPLACE FUNCTION api_key_create(p_issuer uuid, p_unit uuid, o operations) RETURNS text LANGUAGE plpgsql
AS $$
DECLARE mandate jsonb; new_id uuid := (o.payload->>'keyId')::uuid;
BEGIN
  mandate := mandate_from_now(o.payload, NULL);
  IF (length(btrim(o.payload->>'label')) > 0 AND o.counterparty_kind = 'person' AND o.counterparty_id = o.maker_id) IS NOT TRUE THEN
    RAISE EXCEPTION 'operation %: no key for its maker', o.id USING ERRCODE = 'PU003';
  END IF;
  INSERT INTO api_keys (issuer_id, id, distributor_id, label, permissions, max_amount_minor, max_daily_minor, allowed_addresses, requests_per_minute,
                        made_by, operation_id, expires_at, noticed_days, reveal_until, unit_id)
  VALUES (p_issuer, new_id, o.organisation_id, o.payload->>'label', texts_of(mandate->'permissions'), (mandate->>'maxAmount')::bigint,
          (mandate->>'maxDaily')::bigint, texts_of(mandate->'allowedAddresses'), (mandate->>'requestsPerMinute')::int,
          o.maker_id, o.id, (mandate->>'expiresAt')::timestamptz, notices_gone((mandate->>'expiresAt')::timestamptz), now() + interval '72 hours', p_unit)
  ON CONFLICT (issuer_id, id) DO NOTHING;
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'api-keys.changed-meanwhile' END;
END $$;

-- Gives a key more, where it is still the one that the checker read. It is about whoever has seen its secret: they do not decide.
CREATE OR REPLACE FUNCTION api_key_widen(p_issuer uuid, p_unit uuid, o operations) RETURNS text LANGUAGE plpgsql
AS $$
DECLARE k api_keys; mandate jsonb;
BEGIN
  SELECT * INTO k FROM api_keys x
   WHERE x.issuer_id = p_issuer AND x.id = (o.payload->>'keyId')::uuid AND x.distributor_id = o.organisation_id FOR UPDATE;
  IF (o.counterparty_kind = 'person' AND o.counterparty_id = k.made_by AND o.payload->>'label' = k.label) IS NOT TRUE THEN
    RAISE EXCEPTION 'operation %: no change of a key of whom it names', o.id USING ERRCODE = 'PU003';
  END IF;
  IF has_ended(k) THEN RETURN 'api-keys.ended'; END IF;
  IF o.payload->'before' IS DISTINCT FROM mandate_of(k) THEN RETURN 'api-keys.changed-meanwhile'; END IF;
  mandate := mandate_from_now(o.payload->'after', k.expires_at);
  IF mandate_reach(mandate_of(k), mandate) <> 'wider' THEN RETURN 'api-keys.nothing-wider'; END IF;
  PERFORM write_mandate(p_unit, k, mandate);
  RETURN 'ok';
END $$;

-- Applies an approved operation of a type api-key…; operations_finish comes after it. Returns ok, or the code of why it cannot happen any more,
-- and has then changed nothing. Raises PU001 outside its unit, PU003 where the approvals are missing, PU004 on what no portal asks for.
CREATE OR REPLACE FUNCTION api_keys_apply(p_issuer uuid, p_unit uuid, p_operation uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE o operations; d distributors;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  o := approved_operation(p_issuer, p_unit, p_operation, NULL, ARRAY['checker']);
  IF NOT starts_with(o.type, 'api-key') OR o.organisation_id = p_issuer THEN
    RAISE EXCEPTION 'operation %: no change of a distributor''s keys', o.id USING ERRCODE = 'PU003';
  END IF;
  PERFORM lock_organisation(p_issuer, o.organisation_id);
  IF NOT is_maker(p_issuer, o.organisation_id, o.maker_id) THEN RETURN 'api-keys.not-yours-to-grant'; END IF;
  SELECT * INTO d FROM distributors x WHERE x.issuer_id = p_issuer AND x.id = o.organisation_id;
  IF 'api-keys' = ANY (d.features_off) THEN RETURN 'api-keys.keys-off'; END IF;
  CASE o.type
    WHEN 'api-key-create' THEN RETURN api_key_create(p_issuer, p_unit, o);
    WHEN 'api-key-widen' THEN RETURN api_key_widen(p_issuer, p_unit, o);
    WHEN 'api-keys-start' THEN
      -- That they were stopped once more meanwhile had a reason that the checker has not read.
      IF o.payload->>'stoppedAt' IS DISTINCT FROM instant_text(d.keys_stopped_at) THEN RETURN 'api-keys.changed-meanwhile'; END IF;
      UPDATE distributors x SET keys_stopped_at = NULL, keys_stopped_by = NULL, keys_stopped_reason = NULL, unit_id = p_unit
       WHERE x.issuer_id = p_issuer AND x.id = d.id;
      RETURN 'ok';
    ELSE RAISE EXCEPTION 'operation %: % is no change of keys', o.id, o.type USING ERRCODE = 'PU003';
  END CASE;
END $$;
