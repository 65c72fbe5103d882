-- Whether the principal that a unit of work was started for may still act now: a request may have waited behind a lock meanwhile.
-- A person: session_roles() has one that does. A key: neither revoked nor
-- expired nor stopped or switched off with all others, and its maker still a maker of its distributor. Of an active organisation, both.
CREATE OR REPLACE FUNCTION is_active(p_issuer uuid, p_organisation uuid)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  RETURN p_organisation = p_issuer OR EXISTS (
    SELECT FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = p_organisation AND d.status = 'active');
END $$;

CREATE OR REPLACE FUNCTION key_may(p_issuer uuid, p_distributor uuid, p_key uuid, p_person uuid)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM api_keys k
      JOIN memberships m ON m.issuer_id = p_issuer AND m.organisation_id = p_distributor AND m.person_id = k.made_by AND m.status = 'active'
                        AND 'maker' = ANY (m.roles)
      JOIN distributors d ON d.issuer_id = p_issuer AND d.id = p_distributor AND d.keys_stopped_at IS NULL
                          AND NOT 'api-keys' = ANY (d.features_off)
     WHERE k.issuer_id = p_issuer AND k.id = p_key AND k.distributor_id = p_distributor AND k.made_by = p_person
       AND k.revoked_at IS NULL AND k.expires_at > clock_timestamp() AND 'perform-operations' = ANY (k.permissions))
     AND is_active(p_issuer, p_distributor);
END $$;

-- Whether a customer is asked before a distributor pays out of their wallet; how long they have to answer (lib/kernel/periods.ts says the same).
CREATE OR REPLACE FUNCTION asks_consent(p_issuer uuid, p_organisation uuid, p_type text)
RETURNS boolean LANGUAGE sql STABLE
AS $$
  SELECT p_type = 'cash-out-fulfillment' AND EXISTS (
    SELECT FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = p_organisation AND NOT 'consent' = ANY (d.features_off))
$$;
CREATE OR REPLACE FUNCTION consent_lasts() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '5 minutes' $$;

-- Nothing has been released yet: what is dropped stands only in databases that an earlier checkout made.
DROP FUNCTION IF EXISTS operations_submit(uuid, uuid, jsonb);

-- Inserts pending operations whose money is already held in this unit; where a customer is asked first, nothing is (064_consents.sql). p_rows: an array of operations' columns in snake_case, and for a person
-- `session_id`, `session_proof` (hex; for a key `key_proof`, the hash of its secret; for a row of a file `batch_id` and `batch_line`, which say the same) and `desk_id`: the organisation that the session works for, the operation's own or the issuer. Who may make
-- one says operation_rules(); who and how many must approve it, and until when, the policy in force (rule_of), and where it says nothing the same
-- rules, and expires_at of the row.
-- Where it comes from is what its maker is proved by (source_of), not the caller's word.
-- The check that the maker may still act comes here, after every wait, once for each maker. What a distributor's own people ask for needs it to be active;
-- of what the issuer's ask for about it only what brings it no money does not.
-- Returns one outcome per row: ok | forbidden | distributor-suspended; and how many must approve it, of them of the issuer, by which version of a
-- policy. Raises PU001 outside its unit or scope; 40001 where `policy_seen` of a row (the version whose limits were taken, 0 for none) is no longer in force;
-- 23505 on a reference or withdrawal already in use.
CREATE OR REPLACE FUNCTION operations_submit(p_issuer uuid, p_unit uuid, p_rows jsonb)
RETURNS TABLE (idx int, outcome text, approvals int, issuers int, policy int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF EXISTS (SELECT FROM jsonb_array_elements(p_rows) v WHERE NOT in_scope((v->>'organisation_id')::uuid)) THEN
    RAISE EXCEPTION 'operation outside the scope' USING ERRCODE = 'PU001';
  END IF;
  -- Whose limits were taken is what stands on the row, by which they are given back: another policy came into force meanwhile, so the unit is repeated.
  IF EXISTS (SELECT FROM (SELECT DISTINCT (v->>'organisation_id')::uuid AS organisation, (v->>'policy_seen')::int AS version
                            FROM jsonb_array_elements(p_rows) v WHERE v->>'policy_seen' IS NOT NULL) s
              WHERE s.version IS DISTINCT FROM coalesce((
                SELECT x.version FROM approval_policies x WHERE x.issuer_id = p_issuer AND x.distributor_id = s.organisation
                 ORDER BY x.version DESC LIMIT 1), 0)) THEN
    RAISE EXCEPTION 'the policy has changed meanwhile' USING ERRCODE = '40001';
  END IF;
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT * FROM ROWS FROM (jsonb_to_recordset(p_rows) AS (
        id uuid, organisation_id uuid, desk_id uuid, type text, type_version int, maker_id uuid, maker_key_id uuid, key_proof text, session_id uuid, session_proof text,
        payload jsonb, digest bytea, amount_minor bigint, currency text, counterparty_kind text, counterparty_id uuid, counterparty_name text,
        counterparty_phone text, counterparty_short_code text, reference text, memo text, hold_id uuid, withdrawal_id uuid, reversal_of uuid,
        policy_seen int, expires_at timestamptz, local_day text, batch_id uuid, batch_line int)) WITH ORDINALITY AS r(
        id, organisation_id, desk_id, type, type_version, maker_id, maker_key_id, key_proof, session_id, session_proof, payload, digest, amount_minor, currency,
        counterparty_kind, counterparty_id, counterparty_name, counterparty_phone, counterparty_short_code, reference, memo, hold_id,
        withdrawal_id, reversal_of, policy_seen, expires_at, local_day, batch_id, batch_line, n)),
  makers AS MATERIALIZED (
    SELECT m.*, rule.approvals, rule.issuer_approvals, rule.decider_roles,
           (SELECT k.max_amount_minor FROM api_keys k WHERE k.issuer_id = p_issuer AND k.id = m.maker_key_id) AS key_most,
           CASE WHEN m.maker_key_id IS NOT NULL THEN rule.by_key AND key_may(p_issuer, m.organisation_id, m.maker_key_id, m.maker_id)
                  AND EXISTS (SELECT FROM api_key_secrets s WHERE s.issuer_id = p_issuer AND s.key_id = m.maker_key_id
                                 AND s.key_hash = decode(m.key_proof, 'hex') AND (s.ends_at IS NULL OR s.ends_at > clock_timestamp()))
                WHEN m.batch_id IS NOT NULL THEN batch_may(p_issuer, m.organisation_id, m.batch_id, m.maker_id, m.type)
                WHEN CASE rule.made_at WHEN 'issuer' THEN m.desk_id = p_issuer
                                       WHEN 'distributor' THEN m.desk_id = m.organisation_id AND m.desk_id <> p_issuer
                                       ELSE m.desk_id = m.organisation_id END
                  THEN EXISTS (SELECT FROM session_roles(p_issuer, m.desk_id, m.session_id, m.maker_id, decode(m.session_proof, 'hex')) s
                                WHERE s.roles && rule.maker_roles) END AS may,
           m.organisation_id = p_issuer OR (m.desk_id = p_issuer AND rule.while_suspended)
             OR (SELECT true FROM distributors d WHERE d.issuer_id = p_issuer AND d.id = m.organisation_id AND d.status = 'active' LIMIT 1) AS active,
           asks_consent(p_issuer, m.organisation_id, m.type) AS asks
      FROM (SELECT DISTINCT a.organisation_id, a.desk_id, a.type, a.maker_id, a.maker_key_id, a.key_proof, a.session_id, a.session_proof, a.batch_id FROM asked a) m
      LEFT JOIN operation_rules() rule ON rule.type = m.type),
  policies AS MATERIALIZED (
    SELECT g.organisation_id, p.version, p.rules
      FROM (SELECT a.organisation_id, max(a.policy_seen) AS seen FROM asked a WHERE governed_as(a.type, a.payload) = ANY (policy_types()) GROUP BY 1) g, LATERAL (
        -- What was in force a statement ago, if somebody says whose limits were taken.
        SELECT x.version, x.rules FROM approval_policies x
         WHERE x.issuer_id = p_issuer AND x.distributor_id = g.organisation_id AND x.version <= coalesce(g.seen, x.version)
         ORDER BY x.version DESC LIMIT 1) p),
  judged AS MATERIALIZED (
    SELECT a.*, coalesce(c.approvals, r.approvals, m.approvals) AS approvals, m.issuer_approvals,
           coalesce(c.decider_roles, r.decider_roles, m.decider_roles) AS decider_roles, coalesce(c.step_up, r.step_up, false) AS step_up, p.version AS policy_version,
           CASE WHEN m.asks AND a.withdrawal_id IS NULL THEN 'awaited' END AS consent, coalesce(now() + r.expires_seconds * interval '1 second', a.expires_at) AS until,
           CASE WHEN m.active IS NOT TRUE THEN 'distributor-suspended' WHEN m.may IS NOT TRUE OR a.amount_minor > m.key_most THEN 'forbidden'
                -- An operation of a file is what its maker has submitted: that line, and nothing else of it.
                WHEN a.batch_id IS NOT NULL AND (SELECT a.maker_key_id IS NULL AND l.state = 'ready' AND l.phone = a.counterparty_phone
                                                        AND l.amount_minor = a.amount_minor AND l.memo IS NOT DISTINCT FROM a.memo
                                                   FROM batch_rows l WHERE l.issuer_id = p_issuer AND l.batch_id = a.batch_id AND l.line = a.batch_line
                                                  LIMIT 1) IS NOT TRUE THEN 'forbidden'
                ELSE 'ok' END AS verdict
      FROM asked a LEFT JOIN makers m
        ON (m.organisation_id, m.desk_id, m.type, m.maker_id) = (a.organisation_id, a.desk_id, a.type, a.maker_id)
       AND m.maker_key_id IS NOT DISTINCT FROM a.maker_key_id AND m.key_proof IS NOT DISTINCT FROM a.key_proof AND m.session_id IS NOT DISTINCT FROM a.session_id
       AND m.session_proof IS NOT DISTINCT FROM a.session_proof AND m.batch_id IS NOT DISTINCT FROM a.batch_id
      LEFT JOIN policies p ON p.organisation_id = a.organisation_id AND governed_as(a.type, a.payload) = ANY (policy_types())
      LEFT JOIN LATERAL rule_of(p.rules, governed_as(a.type, a.payload), a.amount_minor, source_of(a.maker_key_id, a.batch_id)) r ON true
      LEFT JOIN LATERAL (
        SELECT x.* FROM policy_change_rule(p_issuer, a.organisation_id, a.maker_id, a.payload->'after') x WHERE a.type = 'policy-change') c ON true),
  inserted AS (
    INSERT INTO operations (issuer_id, id, organisation_id, type, type_version, source, maker_id, maker_key_id, payload, digest, amount_minor,
      currency, counterparty_kind, counterparty_id, counterparty_name, counterparty_phone, counterparty_short_code, reference, reference_key,
      memo, hold_id, withdrawal_id, reversal_of, approvals_needed, issuer_approvals, decider_roles, step_up, policy_version, expires_at,
      consent, seconds_to_decide, created_at, updated_at, local_day, batch_id, batch_line, unit_id)
    SELECT p_issuer, j.id, j.organisation_id, j.type, j.type_version, source_of(j.maker_key_id, j.batch_id), j.maker_id, j.maker_key_id, j.payload, j.digest, j.amount_minor,
      j.currency, j.counterparty_kind, j.counterparty_id, j.counterparty_name, j.counterparty_phone, j.counterparty_short_code, j.reference,
      reference_key(j.reference), j.memo, j.hold_id, j.withdrawal_id, j.reversal_of, j.approvals, j.issuer_approvals, j.decider_roles, j.step_up,
      j.policy_version, CASE WHEN j.consent IS NULL THEN j.until ELSE least(j.until, now() + consent_lasts()) END, j.consent,
      CASE WHEN j.consent IS NOT NULL THEN ceil(extract(epoch FROM j.until - now()))::int END, now(), now(), j.local_day, j.batch_id, j.batch_line, p_unit
      FROM judged j WHERE j.verdict = 'ok' ORDER BY j.n)
  SELECT (j.n - 1)::int, j.verdict, j.approvals, j.issuer_approvals, j.policy_version FROM judged j ORDER BY j.n;
END $$;
