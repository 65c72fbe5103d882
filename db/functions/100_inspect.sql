-- Schema inspect: read-only views for auditors, named and shaped for people who build on them. The views belong to portal_auditor, the
-- only role whose policies read every tenant; the owner may select from them without inheriting that role. Ids are bare uuids.
-- inspect.violations, which must always be empty, stands in 105_verification.sql.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'inspect') THEN
    CREATE SCHEMA inspect;
  END IF;
END $$;
GRANT USAGE, CREATE ON SCHEMA inspect TO portal_auditor;

SET ROLE portal_auditor;
DROP VIEW IF EXISTS inspect.violations, inspect.audit, inspect.transfers, inspect.decisions, inspect.operations, inspect.accounts,
  inspect.entries, inspect.issuers;

CREATE VIEW inspect.issuers AS
  SELECT id, name, currency, time_zone, created_at FROM public.issuers;

CREATE VIEW inspect.entries AS
  SELECT transfer_id, account_id, currency, amount_minor, created_at FROM public.ledger_entries;

CREATE VIEW inspect.accounts AS
  SELECT id, owner_id, owner_kind, currency, posted_minor, held_minor, minimum_minor IS NULL AS may_be_negative
    FROM public.ledger_accounts;

-- distributor_id is the organisation whose operation it is; the issuer's own have the issuer's.
CREATE VIEW inspect.operations AS
  SELECT id, organisation_id AS distributor_id, type, status, amount_minor, maker_id, maker_key_id, transfer_id FROM public.operations;

-- decision is approve, reject, or withdraw: a person's own approval taken back before the operation ended.
CREATE VIEW inspect.decisions AS
  SELECT operation_id, person_id, decision, at FROM public.operation_decisions;

-- distributor_id is the organisation whose chain it stands in; the issuer's own funding stands in the issuer's.
CREATE VIEW inspect.transfers AS
  SELECT id, organisation_id AS distributor_id, operation_id, sequence_number, prev_hash, hash, canonical FROM public.ledger_transfers;

CREATE VIEW inspect.audit AS
  SELECT organisation_id AS distributor_id, seq, at, actor, action, prev_hash, hash, canonical FROM public.audit_entries;

GRANT SELECT ON ALL TABLES IN SCHEMA inspect TO portal_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA inspect FROM portal_auditor;
GRANT USAGE ON SCHEMA inspect TO portal_owner;
