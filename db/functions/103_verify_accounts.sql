-- Accounts: what their entries and holds add up to, and whose they are.
CREATE FUNCTION verify_accounts(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET work_mem = '128MB' SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH sums AS (
    SELECT e.account_id, e.currency, sum(e.amount_minor) AS posted, max(e.account_version) AS version, min(e.account_version) AS first,
           count(*) AS entries FROM ledger_entries e WHERE e.issuer_id = p_issuer GROUP BY 1, 2),
  held AS (
    SELECT h.account_id, sum(h.amount_minor) AS held FROM ledger_holds h WHERE h.issuer_id = p_issuer AND h.state = 'open' GROUP BY 1),
  -- Everybody who has an account, and the one they name.
  owners AS (
    SELECT i.settlement_account_id AS account_id, 'issuer' AS kind, 'settlement' AS purpose, i.id, i.id AS named, i.created_at FROM issuers i WHERE i.id = p_issuer
    UNION ALL SELECT d.float_account_id, 'distributor', 'float', d.id, d.id, d.created_at FROM distributors d WHERE d.issuer_id = p_issuer
    UNION ALL SELECT f.account_id, 'distributor', 'own', f.distributor_id, f.account_id, f.created_at FROM float_accounts f WHERE f.issuer_id = p_issuer
    UNION ALL SELECT c.account_id, 'customer', 'wallet', c.id, c.id, c.created_at FROM customers c WHERE c.issuer_id = p_issuer
    UNION ALL SELECT m.account_id, 'merchant', 'wallet', m.id, m.id, m.created_at FROM merchants m WHERE m.issuer_id = p_issuer),
  accounts AS (
    SELECT a.*, coalesce(s.posted, 0) AS sum_posted, coalesce(s.version, 0) AS last_version, coalesce(s.entries, 0) AS entries,
           coalesce(h.held, 0) AS sum_held, CASE WHEN a.owner_kind = 'distributor' THEN a.owner_id END AS organisation
      FROM ledger_accounts a
      LEFT JOIN sums s ON s.account_id = a.id AND s.currency = a.currency
      LEFT JOIN held h ON h.account_id = a.id
     WHERE a.issuer_id = p_issuer)
  SELECT 'account-posted', a.id::text, format('posted %s, entries %s', a.posted_minor, a.sum_posted), a.organisation, a.last_version
    FROM accounts a WHERE a.posted_minor <> a.sum_posted
  UNION ALL
  SELECT 'account-version', a.id::text, format('version %s, entries %s up to %s', a.version, a.entries, a.last_version), a.organisation, a.last_version
    FROM accounts a WHERE a.version <> a.entries OR a.version <> a.last_version
  UNION ALL
  SELECT 'account-held', a.id::text, format('held %s, open holds %s', a.held_minor, a.sum_held), a.organisation, NULL
    FROM accounts a WHERE a.held_minor <> a.sum_held
  UNION ALL
  SELECT 'account-negative', a.id::text, format('posted %s, held %s, floor %s', a.posted_minor, a.held_minor, a.minimum_minor), a.organisation, NULL
    FROM accounts a
   WHERE a.held_minor < 0 OR (a.owner_kind <> 'issuer' AND (a.minimum_minor IS DISTINCT FROM 0 OR a.posted_minor - a.held_minor < 0))
  UNION ALL
  -- Whoever is named by an account names it back, in its code, and was made with it.
  SELECT 'account-owner', coalesce(a.id, o.account_id)::text, format('%s %s', coalesce(a.code, 'no account of ' || o.kind), o.id),
         CASE WHEN o.kind = 'distributor' THEN o.id ELSE a.organisation END, NULL
    FROM accounts a FULL JOIN owners o ON o.account_id = a.id
   WHERE (a.owner_kind, a.owner_id, a.code, a.created_at) IS DISTINCT FROM (o.kind, o.id, o.kind || ':' || o.purpose || ':' || o.named, o.created_at)
  UNION ALL
  SELECT 'account-unapproved', f.account_id::text, f.name, f.distributor_id, NULL
    FROM float_accounts f LEFT JOIN operations o ON o.issuer_id = p_issuer AND o.id = f.operation_id
   WHERE f.issuer_id = p_issuer
     AND (o.type, o.status, o.organisation_id, o.decided_at, o.payload->>'accountId', o.payload->>'name') IS DISTINCT FROM
         ('float-account-open', 'completed', f.distributor_id, f.created_at, f.account_id::text, f.name)
  UNION ALL
  SELECT 'entry-without-account', s.account_id::text, format('%s entries from version %s in %s', s.entries, s.first, s.currency), NULL, s.first
    FROM sums s WHERE NOT EXISTS (SELECT FROM ledger_accounts a WHERE a.issuer_id = p_issuer AND a.id = s.account_id AND a.currency = s.currency)
  UNION ALL
  SELECT 'entry-balance', e.transfer_id::text,
         CASE WHEN e.account_version = e.version_before + 1 THEN format('account %s version %s', e.account_id, e.account_version)
              ELSE format('account %s: version %s is missing', e.account_id, e.version_before + 1) END,
         e.organisation_id, CASE WHEN e.account_version = e.version_before + 1 THEN e.account_version ELSE e.version_before + 1 END
    FROM (SELECT x.account_id, x.account_version, x.transfer_id, x.organisation_id, x.amount_minor, x.balance_after_minor,
                 lag(x.balance_after_minor, 1, 0::bigint) OVER account AS balance_before,
                 lag(x.account_version, 1, 0::bigint) OVER account AS version_before
            FROM ledger_entries x WHERE x.issuer_id = p_issuer
          WINDOW account AS (PARTITION BY x.account_id ORDER BY x.account_version)) e
   WHERE e.balance_after_minor <> e.balance_before + e.amount_minor OR e.account_version <> e.version_before + 1
  UNION ALL
  SELECT 'currency-sum', p_issuer::text, format('%s sums to %s', a.currency, sum(a.posted_minor)), NULL, NULL
    FROM ledger_accounts a WHERE a.issuer_id = p_issuer GROUP BY a.currency HAVING sum(a.posted_minor) <> 0;
END $$;
