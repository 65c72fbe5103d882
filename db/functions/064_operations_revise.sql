-- A maker says something else in a pending operation: what it said stays on record (operation_revisions), the approvals of the older revision count no
-- more, and its money is held anew.

-- What may be revised: money operations made on screen, of a distributor's own people. What fulfils a queued request says what that request says, and what a customer was asked
-- for is what they agree to.
-- lib/operations/revise.db.test.ts holds it equal to the registry.
CREATE OR REPLACE FUNCTION is_revisable(o operations) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT o.type IN ('cash-in', 'cash-out-fulfillment', 'float-request') AND o.source = 'web' AND o.maker_key_id IS NULL AND o.withdrawal_id IS NULL
              AND o.consent IS NULL $$;

-- Why a person may not revise an operation, as they saw it, through their session; null for one who may.
CREATE OR REPLACE FUNCTION revision_refused(o operations, p_revision int, p_desk uuid, p_person uuid, p_session uuid, p_proof bytea)
RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  RETURN CASE
    WHEN o.id IS NULL THEN 'not-found'
    WHEN NOT is_active(o.issuer_id, o.organisation_id) THEN 'suspended'
    WHEN o.maker_id <> p_person THEN 'not-maker'
    -- Where customers are asked by now, whatever it comes to say would be unasked.
    WHEN NOT is_revisable(o) OR asks_consent(o.issuer_id, o.organisation_id, o.type) THEN 'not-revisable'
    WHEN NOT session_may(o.issuer_id, p_desk, p_session, p_person, p_proof, (SELECT r.maker_roles FROM operation_rules() r WHERE r.type = o.type)) THEN 'forbidden'
    WHEN o.status <> 'pending' THEN 'not-pending'
    WHEN o.revision IS DISTINCT FROM p_revision THEN 'revision'
    WHEN o.expires_at <= clock_timestamp() THEN 'expired' END;
END $$;

-- Locks an operation that its maker wants to revise. p_desk: the organisation that their session works for, whose operation it is.
-- Outcomes: claimed | not-found | suspended | not-maker | not-revisable | forbidden | not-pending | revision | expired.
-- Raises PU001 outside its unit or scope.
CREATE OR REPLACE FUNCTION operations_claim_revision(
  p_issuer uuid, p_unit uuid, p_desk uuid, p_operation uuid, p_revision int, p_person uuid, p_session uuid, p_proof bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE o operations;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_desk) THEN RAISE EXCEPTION 'revision outside the scope' USING ERRCODE = 'PU001'; END IF;
  SELECT * INTO o FROM operations x WHERE x.issuer_id = p_issuer AND x.id = p_operation AND x.organisation_id = p_desk FOR UPDATE;
  RETURN coalesce(revision_refused(o, p_revision, p_desk, p_person, p_session, p_proof), 'claimed');
END $$;

-- Writes the next revision of a claimed operation, in the unit that has freed what was held and holds what is asked for now. p_row: as
-- operations_submit has it, of what may change. Who and how many must approve it, and until when, is asked anew (approval_rule).
-- Outcomes as operations_claim_revision, and `revised`, with how many must approve it, of them of the issuer, by which version of a policy. Raises PU001 outside its unit or scope, PU004 where the money is not held so.
CREATE OR REPLACE FUNCTION operations_revise(
  p_issuer uuid, p_unit uuid, p_desk uuid, p_operation uuid, p_revision int, p_person uuid, p_session uuid, p_proof bytea, p_row jsonb)
RETURNS TABLE (outcome text, approvals int, issuers int, policy int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE o operations; n operations; rule record;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF NOT in_scope(p_desk) THEN RAISE EXCEPTION 'revision outside the scope' USING ERRCODE = 'PU001'; END IF;
  SELECT * INTO o FROM operations x WHERE x.issuer_id = p_issuer AND x.id = p_operation AND x.organisation_id = p_desk FOR UPDATE;
  outcome := revision_refused(o, p_revision, p_desk, p_person, p_session, p_proof);
  IF outcome IS NOT NULL THEN RETURN NEXT; RETURN; END IF;
  n := jsonb_populate_record(NULL::operations, p_row);
  -- By which policy its limits were taken: with another one in force by now the unit is repeated, as at submit.
  SELECT * INTO rule FROM approval_rule(p_issuer, o.organisation_id, o.type, n.amount_minor, o.source, NULL);
  IF (p_row->>'policy_seen')::int IS DISTINCT FROM coalesce(rule.version, 0) AND p_row->>'policy_seen' IS NOT NULL AND o.type = ANY (policy_types()) THEN
    RAISE EXCEPTION 'operation %: another policy is in force', o.id USING ERRCODE = '40001';
  END IF;
  IF (n.type_version, n.currency, n.reference) IS DISTINCT FROM (o.type_version, o.currency, o.reference)
     OR (n.hold_id IS NULL) <> (o.hold_id IS NULL)
     OR EXISTS (SELECT FROM ledger_holds h WHERE h.issuer_id = p_issuer AND h.id = o.hold_id AND h.state = 'open')
     OR (n.hold_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM ledger_holds h JOIN ledger_accounts a ON a.issuer_id = h.issuer_id AND a.id = h.account_id
            WHERE h.issuer_id = p_issuer AND h.id = n.hold_id AND h.state = 'open' AND h.held_for = o.id AND h.amount_minor = n.amount_minor
              AND h.currency = n.currency AND h.organisation_id = o.organisation_id
              AND a.owner_id = money_owner(o.type, NULL, p_issuer, o.organisation_id, n.counterparty_id, true))) THEN
    RAISE EXCEPTION 'operation %: revised without its money', o.id USING ERRCODE = 'PU004';
  END IF;
  INSERT INTO operation_revisions (issuer_id, operation_id, revision, organisation_id, payload, digest, amount_minor, currency, counterparty_kind,
    counterparty_id, counterparty_name, counterparty_phone, counterparty_short_code, memo, hold_id, approvals_needed, issuer_approvals, decider_roles, step_up,
    policy_version, expires_at, local_day, made_at, unit_id)
  VALUES (p_issuer, o.id, o.revision, o.organisation_id, o.payload, o.digest, o.amount_minor, o.currency, o.counterparty_kind, o.counterparty_id,
    o.counterparty_name, o.counterparty_phone, o.counterparty_short_code, o.memo, o.hold_id, o.approvals_needed, o.issuer_approvals, o.decider_roles,
    o.step_up, o.policy_version, o.expires_at, o.local_day, coalesce(o.revised_at, o.created_at), p_unit);
  UPDATE operations x
     SET revision = o.revision + 1, revised_at = now(), payload = n.payload, digest = n.digest, amount_minor = n.amount_minor,
         counterparty_kind = n.counterparty_kind, counterparty_id = n.counterparty_id, counterparty_name = n.counterparty_name,
         counterparty_phone = n.counterparty_phone, counterparty_short_code = n.counterparty_short_code, memo = n.memo, hold_id = n.hold_id,
         approvals_needed = rule.approvals, approvals_given = 0, decider_roles = rule.decider_roles, step_up = rule.step_up,
         policy_version = rule.version, expires_at = coalesce(now() + rule.expires_seconds * interval '1 second', n.expires_at),
         local_day = n.local_day, updated_at = now(), unit_id = p_unit
   WHERE x.issuer_id = p_issuer AND x.id = o.id;
  outcome := 'revised'; approvals := rule.approvals; issuers := o.issuer_approvals; policy := rule.version;
  RETURN NEXT;
END $$;
