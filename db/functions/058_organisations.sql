-- Organisations and customers are changed by these functions alone, in the issuer's scope.

-- Applies an approved operation of a type distributor-…, merchant-… or customer-…, whose approvals are of the issuer's people;
-- operations_finish comes after it. Returns ok, or the code of why it cannot happen any more, and has then changed nothing.
-- Raises PU001 outside its unit or the issuer's scope, PU003 where the approvals are missing.
CREATE OR REPLACE FUNCTION organisations_apply(p_issuer uuid, p_unit uuid, p_operation uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE o operations; d distributors; held text[];
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT app_sees_all() THEN RAISE EXCEPTION 'organisations are changed by the issuer' USING ERRCODE = 'PU001'; END IF;
  o := approved_operation(p_issuer, p_unit, p_operation, p_issuer, ARRAY['checker']);
  -- What the checker read is about the one that it changes.
  IF o.counterparty_id::text IS DISTINCT FROM (CASE
         WHEN o.type = 'distributor-create' THEN o.payload->>'distributorId'
         WHEN o.type IN ('distributor-reinstate', 'merchant-reinstate', 'customer-reinstate') THEN o.payload->>'id'
         ELSE o.organisation_id::text END)
     OR o.counterparty_kind <> split_part(o.type, '-', 1) THEN
    RAISE EXCEPTION 'operation %: no change of what it names', o.id USING ERRCODE = 'PU003';
  END IF;
  IF NOT maker_may(p_issuer, p_issuer, o.maker_id) THEN RETURN 'people.maker-left'; END IF;
  CASE o.type
    WHEN 'distributor-create' THEN
      RETURN distributor_create(p_issuer, p_unit, o);
    WHEN 'distributor-reinstate', 'merchant-reinstate', 'customer-reinstate' THEN
      RETURN organisation_reinstate(p_issuer, p_unit, split_part(o.type, '-', 1), (o.payload->>'id')::uuid);
    WHEN 'distributor-features', 'distributor-limits' THEN
      PERFORM lock_organisation(p_issuer, o.organisation_id);
      SELECT * INTO d FROM distributors x WHERE x.issuer_id = p_issuer AND x.id = o.organisation_id;
      IF o.type = 'distributor-features' THEN
        held := ARRAY(SELECT jsonb_array_elements_text(o.payload->'before'));
        IF NOT (held @> d.features_off AND d.features_off @> held) THEN RETURN 'organisations.changed-meanwhile'; END IF;
        d.features_off := ARRAY(SELECT DISTINCT f FROM jsonb_array_elements_text(o.payload->'after') f ORDER BY f);
        IF NOT d.features_off <@ ARRAY['api-keys', 'cash-in', 'cash-out', 'consent'] THEN
          RAISE EXCEPTION 'operation %: no such feature', o.id USING ERRCODE = 'PU004';
        END IF;
      ELSE
        IF ((o.payload#>>'{before,maxAmount}')::bigint, (o.payload#>>'{before,maxDaily}')::bigint, (o.payload#>>'{before,maxWeekly}')::bigint)
           IS DISTINCT FROM (d.max_amount_minor, d.max_daily_minor, d.max_weekly_minor) THEN RETURN 'organisations.changed-meanwhile'; END IF;
        d.max_amount_minor := (o.payload#>>'{after,maxAmount}')::bigint;
        d.max_daily_minor := (o.payload#>>'{after,maxDaily}')::bigint;
        d.max_weekly_minor := (o.payload#>>'{after,maxWeekly}')::bigint;
      END IF;
      UPDATE distributors x
         SET features_off = d.features_off, max_amount_minor = d.max_amount_minor, max_daily_minor = d.max_daily_minor,
             max_weekly_minor = d.max_weekly_minor, unit_id = p_unit
       WHERE x.issuer_id = p_issuer AND x.id = d.id;
      RETURN 'ok';
    ELSE
      RAISE EXCEPTION 'operation %: % is no change of an organisation', o.id, o.type USING ERRCODE = 'PU003';
  END CASE;
END $$;

-- A new distributor with an empty float and its first person invited, who is to be all that it needs at first.
CREATE OR REPLACE FUNCTION distributor_create(p_issuer uuid, p_unit uuid, o operations) RETURNS text LANGUAGE plpgsql
AS $$
DECLARE p jsonb := o.payload; new_id uuid := (o.payload->>'distributorId')::uuid; outcome text;
BEGIN
  IF o.organisation_id <> p_issuer OR new_id = p_issuer THEN
    RAISE EXCEPTION 'operation %: creates nothing', o.id USING ERRCODE = 'PU003';
  END IF;
  BEGIN
    INSERT INTO distributors (issuer_id, id, name, short_code, currency, time_zone, float_account_id, max_amount_minor, max_daily_minor, unit_id)
    VALUES (p_issuer, new_id, p->>'name', p->>'shortCode', p->>'currency', p->>'timeZone', (p->>'floatAccountId')::uuid,
            (p->>'maxAmount')::bigint, (p->>'maxDaily')::bigint, p_unit);
    PERFORM ledger_open_account(p_issuer, p_unit, (p->>'floatAccountId')::uuid, 'distributor:float:' || new_id, 'distributor', new_id, p->>'currency');
    PERFORM open_chains(p_issuer, p_unit, new_id);
    outcome := people_invite(p_issuer, p_unit, o.id, new_id, o.maker_id, (p->>'adminId')::uuid, p->>'adminPhone', p->>'adminName',
                             ARRAY['admin', 'maker', 'checker']);
    IF outcome <> 'ok' THEN RAISE EXCEPTION 'undone' USING ERRCODE = 'PU009'; END IF;
  EXCEPTION
    WHEN unique_violation THEN RETURN 'organisations.short-code-used';
    WHEN SQLSTATE 'PU009' THEN RETURN outcome;
  END;
  RETURN 'ok';
END $$;

-- Suspends or reinstates; `what` is distributor, merchant or customer. Nobody calls these but the functions beside them.
CREATE OR REPLACE FUNCTION organisation_set_status(p_issuer uuid, p_unit uuid, p_kind text, p_id uuid, p_from text, p_to text, p_reason text)
RETURNS boolean LANGUAGE plpgsql
AS $$
DECLARE changed int;
BEGIN
  IF p_kind NOT IN ('distributor', 'merchant', 'customer') THEN RAISE EXCEPTION 'no such kind' USING ERRCODE = 'PU004'; END IF;
  EXECUTE format('UPDATE %I x SET status = $1, suspended_reason = $2, suspended_at = CASE WHEN $1 = ''suspended'' THEN now() END, unit_id = $3
                   WHERE x.issuer_id = $4 AND x.id = $5 AND x.status = $6', p_kind || 's') USING p_to, p_reason, p_unit, p_issuer, p_id, p_from;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed = 1;
END $$;

CREATE OR REPLACE FUNCTION organisation_reinstate(p_issuer uuid, p_unit uuid, p_kind text, p_id uuid) RETURNS text LANGUAGE sql
AS $$
  SELECT CASE WHEN organisation_set_status(p_issuer, p_unit, p_kind, p_id, 'suspended', 'active', NULL) THEN 'ok' ELSE 'organisations.not-suspended' END
$$;

-- Suspends at once: it takes away. Returns ok or organisations.already-suspended. Raises PU001 outside its unit or the issuer's scope.
CREATE OR REPLACE FUNCTION organisation_suspend(p_issuer uuid, p_unit uuid, p_kind text, p_id uuid, p_reason text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT app_sees_all() THEN RAISE EXCEPTION 'organisations are changed by the issuer' USING ERRCODE = 'PU001'; END IF;
  RETURN CASE WHEN organisation_set_status(p_issuer, p_unit, p_kind, p_id, 'active', 'suspended', p_reason) THEN 'ok'
              ELSE 'organisations.already-suspended' END;
END $$;

-- Registers a merchant or a customer with an empty wallet. Returns ok or used: its short code or phone is somebody else's.
-- Raises PU001 outside its unit or the issuer's scope.
CREATE OR REPLACE FUNCTION merchant_create(
  p_issuer uuid, p_unit uuid, p_id uuid, p_account uuid, p_name text, p_short_code text, p_admin_phone text, p_currency text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  INSERT INTO merchants (issuer_id, id, name, short_code, admin_phone, account_id, unit_id)
  VALUES (p_issuer, p_id, p_name, p_short_code, p_admin_phone, p_account, p_unit) ON CONFLICT (issuer_id, short_code) DO NOTHING;
  IF NOT FOUND THEN RETURN 'used'; END IF;
  PERFORM ledger_open_account(p_issuer, p_unit, p_account, 'merchant:wallet:' || p_id, 'merchant', p_id, p_currency);
  RETURN 'ok';
END $$;

CREATE OR REPLACE FUNCTION customer_create(
  p_issuer uuid, p_unit uuid, p_id uuid, p_account uuid, p_name text, p_phone text, p_currency text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  INSERT INTO customers (issuer_id, id, name, phone, account_id, unit_id)
  VALUES (p_issuer, p_id, p_name, p_phone, p_account, p_unit) ON CONFLICT (issuer_id, phone) DO NOTHING;
  IF NOT FOUND THEN RETURN 'used'; END IF;
  PERFORM ledger_open_account(p_issuer, p_unit, p_account, 'customer:wallet:' || p_id, 'customer', p_id, p_currency);
  RETURN 'ok';
END $$;

-- Below what float a distributor is shown as low; null for once all is gone. It gives nobody anything.
-- Raises PU001 outside its unit or the distributor's scope.
CREATE OR REPLACE FUNCTION distributor_set_low_float(p_issuer uuid, p_unit uuid, p_id uuid, p_minor bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_id) THEN RAISE EXCEPTION 'a distributor outside the scope' USING ERRCODE = 'PU001'; END IF;
  UPDATE distributors d SET low_float_minor = p_minor, unit_id = p_unit WHERE d.issuer_id = p_issuer AND d.id = p_id;
END $$;
