-- Accounts that a distributor keeps beside its float, for a branch or a till: opened by an approved request of its own, never closed. Money comes
-- and goes by transfers between its own accounts alone.

-- How many a distributor may have (lib/organisations/float-accounts.ts says the same to whoever asks).
CREATE OR REPLACE FUNCTION most_float_accounts() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 20 $$;

-- Opens the account of an approved float-account-open; operations_finish comes after it. Returns ok, or the code of why it cannot happen any more, and
-- has then changed nothing. Raises PU001 outside its unit, PU003 where the approvals are missing.
CREATE OR REPLACE FUNCTION float_accounts_apply(p_issuer uuid, p_unit uuid, p_operation uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE o operations; d distributors; new_id uuid;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  o := approved_operation(p_issuer, p_unit, p_operation, NULL, ARRAY['checker']);
  IF (o.type = 'float-account-open' AND o.counterparty_kind = 'distributor' AND o.counterparty_id = o.organisation_id) IS NOT TRUE THEN
    RAISE EXCEPTION 'operation %: opens no account', o.id USING ERRCODE = 'PU003';
  END IF;
  PERFORM lock_organisation(p_issuer, o.organisation_id);
  IF NOT maker_may(p_issuer, o.organisation_id, o.maker_id) THEN RETURN 'people.maker-left'; END IF;
  SELECT * INTO d FROM distributors x WHERE x.issuer_id = p_issuer AND x.id = o.organisation_id;
  IF (SELECT count(*) FROM float_accounts f WHERE f.issuer_id = p_issuer AND f.distributor_id = d.id) >= most_float_accounts() THEN
    RETURN 'organisations.too-many-accounts';
  END IF;
  new_id := (o.payload->>'accountId')::uuid;
  BEGIN
    INSERT INTO float_accounts (issuer_id, distributor_id, account_id, name, operation_id, unit_id)
    VALUES (p_issuer, d.id, new_id, o.payload->>'name', o.id, p_unit);
  EXCEPTION WHEN unique_violation THEN RETURN 'organisations.account-name-used';
  END;
  INSERT INTO ledger_accounts (issuer_id, id, code, owner_kind, owner_id, currency, minimum_minor, unit_id)
  VALUES (p_issuer, new_id, 'distributor:own:' || new_id, 'distributor', d.id, d.currency, 0, p_unit);
  RETURN 'ok';
END $$;

-- Whether a leg of an operation stands on an account that may have it: a transfer between a distributor's own goes between the two that it names, all else
-- by the float itself.
CREATE OR REPLACE FUNCTION is_money_account(p_type text, p_payload jsonb, p_account uuid, p_code text, p_gives boolean) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE WHEN p_type = 'own-transfer' THEN coalesce(p_payload->>(CASE WHEN p_gives THEN 'from' ELSE 'to' END) = p_account::text, false)
              ELSE NOT starts_with(p_code, 'distributor:own:') END
$$;
