-- Entries, transfers, audit and decisions are for ever: these triggers stop the owner too.

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: append-only', tg_op, tg_table_name USING ERRCODE = 'PU002';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ledger_transfers', 'ledger_entries', 'audit_entries', 'operation_decisions', 'operation_revisions', 'idempotency_keys',
                           'verifications', 'person_controls', 'approval_policies', 'step_ups', 'float_accounts'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
  -- Rows that change by their own rules but are never deleted.
  FOREACH t IN ARRAY ARRAY['ledger_accounts', 'ledger_holds', 'ledger_chains', 'audit_chains', 'operations',
                           'operation_consents', 'batches', 'batch_rows', 'delegations'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER never_deleted BEFORE DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['ledger_transfers', 'ledger_entries', 'audit_entries', 'operation_decisions', 'operation_revisions', 'idempotency_keys',
                           'ledger_accounts', 'ledger_holds', 'ledger_chains', 'audit_chains', 'operations', 'verifications',
                           'person_controls', 'approval_policies', 'step_ups', 'operation_consents', 'batches', 'batch_rows', 'delegations', 'float_accounts'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
