-- What must be true of a transfer is checked by the database itself, for the whole statement at once (no deferrable constraint:
-- distributed engines lack them). Transfers and their entries are inserted by one statement; its AFTER triggers see both.

CREATE OR REPLACE FUNCTION check_inserted_entries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off
AS $$
DECLARE bad record;
BEGIN
  SELECT n.transfer_id, n.total, n.legs, n.mixed, n.transfer_currency, n.all_legs
    INTO bad
    FROM (SELECT i.transfer_id, sum(i.amount_minor) AS total, count(*) AS legs, min(i.currency) <> max(i.currency) AS mixed,
                 min(i.currency) AS currency,
                 (SELECT x.currency FROM ledger_transfers x WHERE x.issuer_id = i.issuer_id AND x.id = i.transfer_id LIMIT 1) AS transfer_currency,
                 (SELECT count(*) FROM ledger_entries e WHERE e.issuer_id = i.issuer_id AND e.transfer_id = i.transfer_id) AS all_legs
            FROM inserted i GROUP BY i.issuer_id, i.transfer_id) n
   WHERE n.total <> 0 OR n.legs < 2 OR n.mixed OR n.transfer_currency IS DISTINCT FROM n.currency OR n.legs <> n.all_legs
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'transfer %: sum %, legs % of %, currencies mixed %, transfer in %', bad.transfer_id, bad.total, bad.legs,
      bad.all_legs, bad.mixed, coalesce(bad.transfer_currency, 'none') USING ERRCODE = 'PU003';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER entries_sum_to_zero AFTER INSERT ON ledger_entries
REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION check_inserted_entries();

-- That a transfer has entries at all is asked with the other questions about transfers, in 060_operations_guards.sql.
DROP TRIGGER IF EXISTS transfers_have_entries ON ledger_transfers;
DROP FUNCTION IF EXISTS check_inserted_transfers();

-- A hold ends once, and nothing else about it ever changes.
CREATE OR REPLACE FUNCTION guard_hold() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF old.state <> 'open' OR new.state NOT IN ('settled', 'released') THEN
    RAISE EXCEPTION 'hold %: % to % is refused', old.id, old.state, new.state USING ERRCODE = 'PU004';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER hold_ends_once BEFORE UPDATE ON ledger_holds FOR EACH ROW EXECUTE FUNCTION guard_hold();

-- What a row is never changes. Such a trigger costs an update nothing that names none of the columns.
CREATE OR REPLACE FUNCTION refuse_new_identity() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION '% %: what it is cannot change', tg_argv[0], old.id USING ERRCODE = 'PU004';
END $$;

CREATE OR REPLACE TRIGGER hold_identity
BEFORE UPDATE OF issuer_id, id, account_id, held_for, organisation_id, currency, amount_minor, created_at ON ledger_holds
FOR EACH ROW EXECUTE FUNCTION refuse_new_identity('hold');

-- Whose account it is, and in which currency, never changes.
CREATE OR REPLACE TRIGGER account_identity
BEFORE UPDATE OF issuer_id, id, code, owner_kind, owner_id, currency, minimum_minor ON ledger_accounts
FOR EACH ROW EXECUTE FUNCTION refuse_new_identity('account');
DROP FUNCTION IF EXISTS guard_account();
