-- The whole verification of one issuer, in one statement and so in one snapshot: what runs meanwhile gives no false alarm.
SET ROLE portal_auditor;
DROP FUNCTION IF EXISTS inspect.find_violations();
RESET ROLE;
DROP FUNCTION IF EXISTS verify_issuer(uuid), verify_counts(uuid), verify_copies(uuid, jsonb), verification_violations(uuid, uuid),
  verification_counts(uuid, uuid), verification_copies(uuid, uuid, jsonb), verification_heads(uuid, uuid);

CREATE FUNCTION verify_issuer(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint) LANGUAGE sql STABLE
AS $$
  SELECT * FROM verify_transfers(p_issuer) UNION ALL SELECT * FROM verify_audit(p_issuer) UNION ALL SELECT * FROM verify_accounts(p_issuer)
  UNION ALL SELECT * FROM verify_operations(p_issuer) UNION ALL SELECT * FROM verify_decisions(p_issuer) UNION ALL SELECT * FROM verify_holds(p_issuer)
  UNION ALL SELECT * FROM verify_keys(p_issuer) UNION ALL SELECT * FROM verify_reversals(p_issuer)
  UNION ALL SELECT * FROM verify_consents(p_issuer)
  UNION ALL SELECT * FROM verify_revisions(p_issuer)
  UNION ALL SELECT * FROM verify_policies(p_issuer) UNION ALL SELECT * FROM verify_limits(p_issuer)
$$;

-- How much there was to check, by organisation.
CREATE FUNCTION verify_counts(p_issuer uuid)
RETURNS TABLE (organisation_id uuid, transfers bigint, entries bigint, operations bigint, decisions bigint, holds bigint, audit_entries bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
  SELECT o.id, coalesce(t.n, 0), coalesce(e.n, 0), coalesce(p.n, 0), coalesce(d.n, 0), coalesce(h.n, 0), coalesce(a.n, 0)
    FROM (SELECT p_issuer AS id UNION ALL SELECT x.id FROM distributors x WHERE x.issuer_id = p_issuer) o
    LEFT JOIN (SELECT x.organisation_id AS id, count(*) AS n FROM ledger_transfers x WHERE x.issuer_id = p_issuer GROUP BY 1) t ON t.id = o.id
    LEFT JOIN (SELECT x.organisation_id AS id, count(*) AS n FROM ledger_entries x WHERE x.issuer_id = p_issuer GROUP BY 1) e ON e.id = o.id
    LEFT JOIN (SELECT x.organisation_id AS id, count(*) AS n FROM operations x WHERE x.issuer_id = p_issuer GROUP BY 1) p ON p.id = o.id
    LEFT JOIN (SELECT x.organisation_id AS id, count(*) AS n FROM operation_decisions x WHERE x.issuer_id = p_issuer GROUP BY 1) d ON d.id = o.id
    LEFT JOIN (SELECT x.organisation_id AS id, count(*) AS n FROM ledger_holds x WHERE x.issuer_id = p_issuer GROUP BY 1) h ON h.id = o.id
    LEFT JOIN (SELECT x.organisation_id AS id, count(*) AS n FROM audit_entries x WHERE x.issuer_id = p_issuer GROUP BY 1) a ON a.id = o.id
$$;

-- Heads of chains that were copied out of the database, and no longer stand in it. p_copies: [{organisation, kind, sequence, hash (hex)}],
-- kind 'transfers' or 'audit'. One violation for each chain: the first copy that is bad, and the last before it that stands.
CREATE FUNCTION verify_copies(p_issuer uuid, p_copies jsonb)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
  WITH copies AS (
    SELECT c.organisation, c.kind, c.sequence, x.hash = decode(c.hash, 'hex') AS stands, x.hash IS NULL AS gone
      FROM jsonb_to_recordset(p_copies) AS c(organisation uuid, kind text, sequence bigint, hash text)
      LEFT JOIN LATERAL (
        SELECT t.hash FROM ledger_transfers t
         WHERE c.kind = 'transfers' AND t.issuer_id = p_issuer AND t.organisation_id = c.organisation AND t.sequence_number = c.sequence
        UNION ALL
        SELECT a.hash FROM audit_entries a
         WHERE c.kind = 'audit' AND a.issuer_id = p_issuer AND a.organisation_id = c.organisation AND a.seq = c.sequence) x ON true),
  firsts AS (
    SELECT c.organisation, c.kind, min(c.sequence) AS bad, bool_and(c.gone) AS gone FROM copies c
     WHERE c.stands IS NOT TRUE GROUP BY 1, 2)
  SELECT CASE WHEN f.gone THEN 'copy-ahead' ELSE 'copy-differs' END, f.organisation::text,
         format(CASE WHEN f.gone THEN '%s: the copy of sequence %s is ahead of the database; the last copy that stands is of sequence %s'
                     ELSE '%s: the entry at sequence %s is not the one that was copied; the last copy that stands is of sequence %s' END,
                f.kind, f.bad, coalesce(l.good, 0)), f.organisation, f.bad
    FROM firsts f, LATERAL (SELECT max(c.sequence) AS good FROM copies c
                             WHERE c.organisation = f.organisation AND c.kind = f.kind AND c.stands AND c.sequence < f.bad) l
$$;

-- The same for the worker and the auditor in a unit of the issuer, with the owner's sight: it ends at the issuer, and takes in what the
-- worker itself may not read. Raise PU001 outside their unit or in the scope of one organisation.
CREATE OR REPLACE FUNCTION require_issuers_unit(p_issuer uuid, p_unit uuid) RETURNS void LANGUAGE plpgsql STABLE
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT app_sees_all() THEN RAISE EXCEPTION 'verification is the issuer''s' USING ERRCODE = 'PU001'; END IF;
END $$;

CREATE FUNCTION verification_violations(p_issuer uuid, p_unit uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN PERFORM require_issuers_unit(p_issuer, p_unit); RETURN QUERY SELECT * FROM verify_issuer(p_issuer); END $$;

CREATE FUNCTION verification_counts(p_issuer uuid, p_unit uuid)
RETURNS TABLE (organisation_id uuid, transfers bigint, entries bigint, operations bigint, decisions bigint, holds bigint, audit_entries bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN PERFORM require_issuers_unit(p_issuer, p_unit); RETURN QUERY SELECT * FROM verify_counts(p_issuer); END $$;

CREATE FUNCTION verification_copies(p_issuer uuid, p_unit uuid, p_copies jsonb)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN PERFORM require_issuers_unit(p_issuer, p_unit); RETURN QUERY SELECT * FROM verify_copies(p_issuer, p_copies); END $$;

-- The heads of all chains of an issuer, to be copied out of the database. Chains that are still empty have nothing to copy.
CREATE FUNCTION verification_heads(p_issuer uuid, p_unit uuid)
RETURNS TABLE (organisation_id uuid, kind text, sequence bigint, hash bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_issuers_unit(p_issuer, p_unit);
  RETURN QUERY
  SELECT c.organisation_id, 'transfers', c.sequence_number, c.head_hash FROM ledger_chains c WHERE c.issuer_id = p_issuer AND c.sequence_number > 0
  UNION ALL
  SELECT c.organisation_id, 'audit', c.seq, c.head_hash FROM audit_chains c WHERE c.issuer_id = p_issuer AND c.seq > 0;
END $$;

REVOKE ALL ON FUNCTION verify_transfers(uuid), verify_audit(uuid), verify_accounts(uuid), verify_operations(uuid), verify_decisions(uuid),
  verify_holds(uuid), verify_keys(uuid), verify_reversals(uuid), verify_consents(uuid), verify_revisions(uuid), verify_policies(uuid),
  verify_limits(uuid), limited_types(), key_is_recorded(api_keys), verify_issuer(uuid), verify_counts(uuid), verify_copies(uuid, jsonb), canonical_json(jsonb),
  operation_digest(operations, text), approval_worth(text), ledger_text(uuid, uuid, bigint, uuid, uuid, timestamptz, text, text),
  ledger_leg_text(uuid, bigint, bigint, bigint), require_issuers_unit(uuid, uuid), verification_violations(uuid, uuid),
  verification_counts(uuid, uuid), verification_copies(uuid, uuid, jsonb), verification_heads(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verify_transfers(uuid), verify_audit(uuid), verify_accounts(uuid), verify_operations(uuid), verify_decisions(uuid),
  verify_holds(uuid), verify_keys(uuid), verify_reversals(uuid), verify_consents(uuid), verify_revisions(uuid), verify_policies(uuid),
  verify_limits(uuid), limited_types(), key_is_recorded(api_keys), mandate_of(api_keys), mandate_within(jsonb, jsonb), texts_of(jsonb),
  limit_within(bigint, bigint), addresses_within(text[], text[]), is_address_block(text), instant_text(timestamptz),
  verify_issuer(uuid), canonical_json(jsonb), operation_digest(operations, text), approval_worth(text),
  ledger_text(uuid, uuid, bigint, uuid, uuid, timestamptz, text, text), ledger_leg_text(uuid, bigint, bigint, bigint) TO portal_auditor;
GRANT EXECUTE ON FUNCTION verification_violations(uuid, uuid), verification_counts(uuid, uuid), verification_copies(uuid, uuid, jsonb),
  verification_heads(uuid, uuid) TO portal_worker, portal_auditor;

GRANT INSERT ON verifications TO portal_worker;

-- Rows of an issuer that does not exist would be seen by nobody's verification. Looked for with the auditor's sight, in steps over the indexes.
DROP FUNCTION IF EXISTS verify_strangers();
CREATE FUNCTION verify_strangers() RETURNS TABLE (violation text, subject text, detail text) LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ledger_accounts', 'ledger_transfers', 'ledger_entries', 'ledger_holds', 'ledger_chains', 'audit_entries', 'audit_chains',
                           'operations', 'operation_decisions', 'operation_revisions', 'withdrawal_requests', 'distributors', 'customers', 'merchants',
                           'float_accounts', 'approval_policies', 'limit_counters'] LOOP
    RETURN QUERY EXECUTE format(
      'WITH RECURSIVE found AS (
         (SELECT x.issuer_id FROM %1$I x ORDER BY x.issuer_id LIMIT 1)
         UNION ALL SELECT (SELECT x.issuer_id FROM %1$I x WHERE x.issuer_id > f.issuer_id ORDER BY x.issuer_id LIMIT 1)
           FROM found f WHERE f.issuer_id IS NOT NULL)
       SELECT ''issuer-unknown'', f.issuer_id::text, %1$L::text FROM found f
        WHERE f.issuer_id IS NOT NULL AND NOT EXISTS (SELECT FROM issuers i WHERE i.id = f.issuer_id)', t);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION verify_strangers() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verify_strangers() TO portal_auditor;

-- inspect.violations must always be empty. A view's functions run as whoever reads it, and the owner sees nothing: hence the definer.
GRANT USAGE, CREATE ON SCHEMA inspect TO portal_auditor;
SET ROLE portal_auditor;
CREATE FUNCTION inspect.find_violations() RETURNS TABLE (violation text, subject text, detail text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT v.violation, v.subject, v.detail FROM issuers i, LATERAL verify_issuer(i.id) v UNION ALL SELECT * FROM verify_strangers()
$$;
REVOKE ALL ON FUNCTION inspect.find_violations() FROM PUBLIC;
CREATE VIEW inspect.violations AS SELECT violation, subject, detail FROM inspect.find_violations();
GRANT SELECT ON inspect.violations TO portal_owner;
GRANT EXECUTE ON FUNCTION inspect.find_violations() TO portal_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA inspect FROM portal_auditor;
