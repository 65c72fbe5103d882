-- Whether customers' wallets could pay so much at this moment, where nothing is held yet. p_items: [{account, amount}], amounts as decimal strings of
-- minor units. It says no more than a refused hold does. Raises PU001 outside its unit.
CREATE OR REPLACE FUNCTION wallets_cover(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS TABLE (idx int, covers boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  RETURN QUERY
  SELECT (i.n - 1)::int, coalesce((SELECT a.posted_minor - a.held_minor - i.amount >= a.minimum_minor FROM ledger_accounts a
                                    WHERE a.issuer_id = p_issuer AND a.id = i.account AND a.owner_kind = 'customer' LIMIT 1), false)
    FROM ROWS FROM (jsonb_to_recordset(p_items) AS (account uuid, amount bigint)) WITH ORDINALITY AS i(account, amount, n);
END $$;
