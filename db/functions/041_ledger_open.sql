-- Opens an account. Only an issuer's may be without a floor (settlement); a table constraint says so too.
CREATE OR REPLACE FUNCTION ledger_open_account(
  p_issuer uuid, p_unit uuid, p_account uuid, p_code text, p_owner_kind text, p_owner uuid, p_currency text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT app_sees_all() THEN
    RAISE EXCEPTION 'accounts are opened by the issuer' USING ERRCODE = 'PU001';
  END IF;
  INSERT INTO ledger_accounts (issuer_id, id, code, owner_kind, owner_id, currency, minimum_minor, unit_id)
  VALUES (p_issuer, p_account, p_code, p_owner_kind, p_owner, p_currency,
          CASE WHEN p_owner_kind = 'issuer' THEN NULL ELSE 0 END, p_unit);
END $$;

-- Starts an organisation's chain of transfers and its chain of audit entries, both from 32 zero bytes.
CREATE OR REPLACE FUNCTION open_chains(p_issuer uuid, p_unit uuid, p_organisation uuid)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  INSERT INTO ledger_chains (issuer_id, organisation_id, sequence_number, head_hash, unit_id)
  VALUES (p_issuer, p_organisation, 0, decode(repeat('00', 32), 'hex'), p_unit);
  INSERT INTO audit_chains (issuer_id, organisation_id, seq, head_hash, unit_id)
  VALUES (p_issuer, p_organisation, 0, decode(repeat('00', 32), 'hex'), p_unit);
END $$;
