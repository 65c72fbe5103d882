-- What may happen to an operation, whoever writes it: what it says never changes within a revision, states move along the drawn edges
-- only, and an end needs the decisions that justify it.

CREATE OR REPLACE TRIGGER operation_identity
BEFORE UPDATE OF issuer_id, id, organisation_id, type, type_version, source, maker_id, maker_key_id, created_at, withdrawal_id, reference, reference_key,
  reversal_of, batch_id, batch_line ON operations
FOR EACH ROW EXECUTE FUNCTION refuse_new_identity('operation');

-- What a decision adds to the approvals of its revision: who takes theirs back takes one away.
CREATE OR REPLACE FUNCTION approval_worth(p_decision text) RETURNS int LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE p_decision WHEN 'approve' THEN 1 WHEN 'withdraw' THEN -1 ELSE 0 END $$;

CREATE OR REPLACE FUNCTION guard_operation_content() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF new.revision = old.revision
     AND (old.payload, old.digest, old.amount_minor, old.currency, old.counterparty_kind, old.counterparty_id, old.counterparty_name,
          old.counterparty_phone, old.counterparty_short_code, old.memo, old.approvals_needed, old.issuer_approvals, old.decider_roles,
          old.step_up, old.policy_version, old.local_day, old.revised_at)
         IS DISTINCT FROM
         (new.payload, new.digest, new.amount_minor, new.currency, new.counterparty_kind, new.counterparty_id, new.counterparty_name,
          new.counterparty_phone, new.counterparty_short_code, new.memo, new.approvals_needed, new.issuer_approvals, new.decider_roles,
          new.step_up, new.policy_version, new.local_day, new.revised_at)
     -- With the customer's consent its money is held and people's time to decide begins (064_consents.sql).
     OR new.revision = old.revision AND (old.hold_id, old.expires_at) IS DISTINCT FROM (new.hold_id, new.expires_at)
        AND ((old.consent, new.consent) = ('awaited', 'given')) IS NOT TRUE
  THEN
    RAISE EXCEPTION 'operation %: what it says cannot change', old.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER operation_content
BEFORE UPDATE OF payload, digest, amount_minor, currency, counterparty_kind, counterparty_id, counterparty_name, counterparty_phone,
  counterparty_short_code, memo, hold_id, approvals_needed, issuer_approvals, decider_roles, step_up, policy_version, expires_at,
  local_day, revised_at ON operations
FOR EACH ROW EXECUTE FUNCTION guard_operation_content();

-- Where an operation comes from, as what proves its maker says: a key's secret, a submitted file, or else a person's session.
CREATE OR REPLACE FUNCTION source_of(p_key uuid, p_batch uuid) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE WHEN p_batch IS NOT NULL THEN 'bulk' WHEN p_key IS NOT NULL THEN 'api' ELSE 'web' END $$;

-- The customer whose wallet it is about is the one whose phone the checker reads, and whom an SMS reaches; nobody passes for a key, nor a key for a person.
CREATE OR REPLACE FUNCTION guard_operation_parties() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
BEGIN
  IF new.source <> source_of(new.maker_key_id, new.batch_id)
     OR new.counterparty_kind = 'customer' AND NOT EXISTS (
          SELECT FROM customers c WHERE c.issuer_id = new.issuer_id AND c.id = new.counterparty_id AND c.phone = new.counterparty_phone) THEN
    RAISE EXCEPTION 'operation %: its parties are not who it says', new.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER operation_parties BEFORE INSERT OR UPDATE OF counterparty_kind, counterparty_id, counterparty_phone, source, maker_key_id, batch_id ON operations
FOR EACH ROW EXECUTE FUNCTION guard_operation_parties();

CREATE OR REPLACE FUNCTION guard_operation() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF old.status NOT IN ('pending', 'executing') THEN
    RAISE EXCEPTION 'operation %: % is an end', old.id, old.status USING ERRCODE = 'PU004';
  END IF;
  -- What it said before is kept, and approvals of that are none of what it says now.
  IF new.revision <> old.revision
     AND (new.revision <> old.revision + 1 OR old.status <> 'pending' OR new.status <> 'pending' OR new.approvals_given <> 0
          OR new.revised_at IS DISTINCT FROM now()
          OR NOT EXISTS (SELECT FROM operation_revisions r WHERE r.issuer_id = old.issuer_id AND r.operation_id = old.id AND r.revision = old.revision)) THEN
    RAISE EXCEPTION 'operation %: revision % after %', old.id, new.revision, old.revision USING ERRCODE = 'PU004';
  END IF;
  IF new.status = old.status THEN RETURN new; END IF;
  IF old.status = 'executing' AND new.status NOT IN ('completed', 'failed') THEN
    RAISE EXCEPTION 'operation %: % to % is refused', old.id, old.status, new.status USING ERRCODE = 'PU004';
  END IF;
  IF new.status = 'expired' AND old.expires_at > clock_timestamp() THEN
    RAISE EXCEPTION 'operation %: expired before its time', old.id USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER operation_life BEFORE UPDATE ON operations FOR EACH ROW EXECUTE FUNCTION guard_operation();

-- What an end needs is looked up for the whole statement at once, each row by its primary key alone: with a condition on a state the plan
-- might take an index of that state.
CREATE OR REPLACE FUNCTION check_ended_operations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE bad record;
BEGIN
  PERFORM FROM changed n WHERE n.status <> 'pending' LIMIT 1;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT n.id, n.status, w.reason INTO bad
    FROM changed n, LATERAL (SELECT CASE
      WHEN n.status IN ('completed', 'executing', 'failed') AND n.approvals_needed > (
             SELECT coalesce(sum(approval_worth(d.decision)), 0) FROM operation_decisions d
              WHERE d.issuer_id = n.issuer_id AND d.operation_id = n.id AND d.revision = n.revision)
           -- The customer agreed and has not as much, or may not pay at present: there was nothing for anybody to approve.
           AND (n.status = 'failed' AND n.consent = 'given' AND n.hold_id IS NULL) IS NOT TRUE
        THEN 'without its approvals'
      WHEN n.issuer_approvals > 0 AND n.status IN ('completed', 'executing', 'failed') AND n.issuer_approvals > (
             SELECT coalesce(sum(approval_worth(d.decision)), 0) FROM operation_decisions d
              WHERE d.issuer_id = n.issuer_id AND d.operation_id = n.id AND d.revision = n.revision AND d.desk_id = n.issuer_id)
        THEN 'without the issuer''s approval'
      WHEN n.status = 'completed' AND n.amount_minor IS NOT NULL AND n.id IS DISTINCT FROM (
             SELECT t.operation_id FROM ledger_transfers t WHERE t.issuer_id = n.issuer_id AND t.id = n.transfer_id LIMIT 1)
        THEN 'without its transfer'
      WHEN n.status = 'rejected' AND n.consent IS DISTINCT FROM 'refused' AND 0 = (
             SELECT count(*) FROM operation_decisions d WHERE d.issuer_id = n.issuer_id AND d.operation_id = n.id
                AND d.revision = n.revision AND d.decision = 'reject')
        THEN 'by nobody'
      -- A queued request keeps its hold: it goes back into the queue with the money still reserved.
      WHEN n.status NOT IN ('pending', 'executing') AND n.withdrawal_id IS NULL AND 'open' = (
             SELECT h.state FROM ledger_holds h WHERE h.issuer_id = n.issuer_id AND h.id = n.hold_id LIMIT 1)
        THEN 'with its money still held' END AS reason) w
   WHERE w.reason IS NOT NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'operation %: % %', bad.id, bad.status, bad.reason USING ERRCODE = 'PU004';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER operations_end_justly AFTER UPDATE ON operations
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION check_ended_operations();

-- Nothing has been released yet: the function that is dropped stands only in databases that an earlier checkout made.
DROP FUNCTION IF EXISTS money_owner(text, uuid, uuid, uuid, boolean);

-- Between whom the money of each type moves. A type that is not named here moves nothing. A reversal says in its payload which type it `reverses`
-- (064_reversals.sql holds it to that), and goes the other way.
CREATE OR REPLACE FUNCTION money_owner(p_type text, p_reverses text, p_issuer uuid, p_organisation uuid, p_counterparty uuid, p_gives boolean)
RETURNS uuid LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE CASE WHEN p_type = 'reversal' THEN 'reversal of ' || p_reverses ELSE p_type END
    WHEN 'cash-in' THEN CASE WHEN p_gives THEN p_organisation ELSE p_counterparty END
    WHEN 'cash-out-fulfillment' THEN CASE WHEN p_gives THEN p_counterparty ELSE p_organisation END
    WHEN 'float-sale' THEN CASE WHEN p_gives THEN p_issuer ELSE p_organisation END
    WHEN 'float-request' THEN CASE WHEN p_gives THEN p_issuer ELSE p_organisation END
    WHEN 'float-return' THEN CASE WHEN p_gives THEN p_organisation ELSE p_issuer END
    WHEN 'float-withdrawal' THEN CASE WHEN p_gives THEN p_organisation ELSE p_issuer END
    WHEN 'own-transfer' THEN p_organisation
    WHEN 'reversal of cash-in' THEN CASE WHEN p_gives THEN p_counterparty ELSE p_organisation END
    WHEN 'reversal of cash-out-fulfillment' THEN CASE WHEN p_gives THEN p_organisation ELSE p_counterparty END
  END
$$;

-- Money of an operation moves once, by its exact amount, for its own organisation, between whom its type says, after enough people other than
-- the maker approved; what the issuer sells was approved by its own people. Only what comes from the issuer needs no hold: its settlement
-- account has no floor. A transfer without an operation is the issuer's own funding, with which the owner sets an installation up: nobody who serves requests
-- makes one, whatever their scope. Every transfer has entries.
CREATE OR REPLACE FUNCTION check_transfers_approved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE bad uuid;
BEGIN
  SELECT n.id INTO bad FROM inserted n
   WHERE (SELECT true FROM ledger_entries e WHERE e.issuer_id = n.issuer_id AND e.transfer_id = n.id LIMIT 1) IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transfer % has no entries', bad USING ERRCODE = 'PU003';
  END IF;
  -- The issuer's own funding has no other rule: starting the query for operations costs more than all of its look-ups.
  PERFORM FROM inserted n WHERE n.operation_id IS NOT NULL OR NOT (app_sees_all() AND by_owner()) LIMIT 1;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT n.id INTO bad FROM inserted n
    LEFT JOIN LATERAL (SELECT * FROM operations x WHERE x.issuer_id = n.issuer_id AND x.id = n.operation_id LIMIT 1) o ON true
   WHERE CASE WHEN n.operation_id IS NULL THEN NOT (app_sees_all() AND by_owner())
              ELSE o.id IS NULL OR o.status NOT IN ('pending', 'executing') OR o.organisation_id <> n.organisation_id
                OR o.amount_minor IS DISTINCT FROM n.amount_minor OR o.currency IS DISTINCT FROM n.currency
                OR (SELECT coalesce(sum(approval_worth(d.decision)), 0) < o.approvals_needed
                        OR coalesce(sum(approval_worth(d.decision)) FILTER (WHERE d.desk_id = o.issuer_id), 0)
                           < greatest(o.issuer_approvals, CASE WHEN o.type IN ('float-sale', 'float-request', 'float-return', 'float-withdrawal') THEN 1 ELSE 0 END)
                      FROM operation_decisions d
                     WHERE d.issuer_id = n.issuer_id AND d.operation_id = n.operation_id AND d.revision = o.revision
                       AND d.person_id <> o.maker_id)
                -- Its own hold has just been settled, not somebody else's of the same amount.
                OR CASE WHEN o.type IN ('float-sale', 'float-request') THEN o.hold_id IS NOT NULL ELSE 'settled' IS DISTINCT FROM (
                     SELECT h.state FROM ledger_holds h WHERE h.issuer_id = n.issuer_id AND h.id = o.hold_id LIMIT 1) END
                OR EXISTS (SELECT FROM ledger_entries e, LATERAL (SELECT a.owner_id, a.code FROM ledger_accounts a
                                    WHERE a.issuer_id = e.issuer_id AND a.id = e.account_id LIMIT 1) a
                     WHERE e.issuer_id = n.issuer_id AND e.transfer_id = n.id
                       AND (a.owner_id IS DISTINCT FROM money_owner(o.type, o.payload->>'reverses', o.issuer_id, o.organisation_id, o.counterparty_id, e.amount_minor < 0)
                            OR NOT is_money_account(o.type, o.payload, e.account_id, a.code, e.amount_minor < 0))) END
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transfer %: its operation does not allow it', bad USING ERRCODE = 'PU003';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER transfers_are_approved AFTER INSERT ON ledger_transfers
REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION check_transfers_approved();
