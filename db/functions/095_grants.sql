-- Who may touch what. Nothing is granted to PUBLIC; the money tables, operations, decisions and audit are read by the application and
-- written by the functions alone.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, portal_app, portal_worker, portal_auditor, portal_lookup;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, portal_app, portal_worker, portal_auditor, portal_lookup;
GRANT USAGE ON SCHEMA public TO portal_app, portal_worker, portal_auditor, portal_lookup;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO portal_app, portal_worker;
-- Whose identity somebody had in their hands crosses issuers: controlled_pair answers, and shows no row.
REVOKE SELECT ON person_controls FROM portal_app, portal_worker;
-- A customer's balance is not the distributor's business: entries show the legs, not what was left behind on the other side.
REVOKE SELECT ON ledger_entries FROM portal_app, portal_worker;
GRANT SELECT (issuer_id, account_id, account_version, transfer_id, leg, organisation_id, currency, amount_minor, created_at)
  ON ledger_entries TO portal_app, portal_worker;
REVOKE SELECT ON session_seals, wallet_sessions FROM portal_app, portal_worker;
-- What a customer proves their word with: its hash is compared, and read by nobody (064_consents.sql).
REVOKE SELECT ON operation_consents FROM portal_app, portal_worker;
GRANT SELECT (issuer_id, operation_id, organisation_id, customer_id, sends, tries, answer, answered_at, created_at) ON operation_consents
  TO portal_app, portal_worker;
-- Whose secret a hash is of is asked by the look-up alone.
REVOKE SELECT ON api_key_secrets FROM portal_app, portal_worker;
GRANT SELECT (issuer_id, id, distributor_id, key_id, prefix, last_four, made_at, seen_by, ends_at) ON api_key_secrets TO portal_app, portal_worker;
-- A session's hash is the proof of whoever acts through it (session_roles): it comes in with their cookie and cannot be read.
REVOKE SELECT ON sessions FROM portal_app, portal_worker;
DO $$
BEGIN
  EXECUTE (SELECT format('GRANT SELECT (%s) ON sessions TO portal_app, portal_worker', string_agg(quote_ident(a.attname), ', '))
             FROM pg_attribute a WHERE a.attrelid = 'sessions'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'token_hash');
END $$;
GRANT INSERT, UPDATE ON outbox_events TO portal_app, portal_worker;
-- A distributor takes a customer's wish and gives it back; what it asks for, and that it is one, is the customer's word (084_withdrawals.sql).
GRANT UPDATE (status, taken_by, taken_by_distributor, updated_at, unit_id) ON withdrawal_requests TO portal_app, portal_worker;
-- Files until they are submitted, as 073_batches.sql lets them change; the worker reads and checks them.
GRANT UPDATE ON batches, batch_rows TO portal_app, portal_worker;
GRANT INSERT ON batches, batch_parts TO portal_app;
GRANT INSERT ON batch_rows TO portal_worker;
GRANT DELETE ON batch_parts TO portal_worker;
GRANT INSERT ON idempotency_keys, sign_in_challenges, recovery_codes TO portal_app;
-- What a sign-in changes and nothing else; whose phone, whose secret and whose session it is has rules of its own (066_sessions.sql, 068_open_session.sql).
GRANT UPDATE (attempts, sms_verified_at, totp_attempts, ticket_hash, pending_totp_secret, recovered_at, expires_at, used_at) ON sign_in_challenges TO portal_app;
GRANT UPDATE (totp_secret, totp_last_step, enrolled_at) ON people TO portal_app;
GRANT UPDATE (used_at) ON recovery_codes TO portal_app;
GRANT UPDATE (last_seen_at, revoked_at) ON sessions TO portal_app;
-- Who looks at a request is nobody's record.
GRANT INSERT, UPDATE ON operation_looks TO portal_app;
GRANT DELETE ON sign_in_challenges, rate_counters, api_requests, operation_looks TO portal_worker;

GRANT EXECUTE ON FUNCTION app_issuer(), app_organisation(), app_sees_all(), app_unit(), in_scope(uuid), require_unit(uuid, uuid)
  TO portal_app, portal_worker, portal_auditor, portal_lookup;
GRANT EXECUTE ON FUNCTION ledger_apply(uuid, uuid, jsonb), audit_append(uuid, uuid, jsonb),
  audit_check(uuid, uuid, uuid, bigint, int), operations_claim_end(uuid, uuid, uuid, uuid, uuid, bytea, uuid[]),
  operations_finish(uuid, uuid, jsonb), limits_take(uuid, uuid, jsonb), limits_give_back(uuid, uuid, jsonb), rate_take(jsonb)
  TO portal_app, portal_worker;
-- The worker makes what submitted files say, and has no session's or key's proof to make anything else. Nobody decides there.
GRANT EXECUTE ON FUNCTION operations_submit(uuid, uuid, jsonb), operations_make(uuid, uuid, jsonb, jsonb, jsonb) TO portal_app, portal_worker;
GRANT EXECUTE ON FUNCTION batch_lines_hash(uuid, uuid), batch_submit(uuid, uuid, uuid, uuid, uuid, bytea, bytea, boolean) TO portal_app;
GRANT EXECUTE ON FUNCTION batch_lines_done(uuid, uuid, uuid, jsonb) TO portal_worker;
GRANT EXECUTE ON FUNCTION operations_claim(uuid, uuid, uuid, jsonb),
  operations_undo(uuid, uuid, uuid, uuid, int, uuid, uuid, bytea), operations_claim_revision(uuid, uuid, uuid, uuid, int, uuid, uuid, bytea),
  operations_revise(uuid, uuid, uuid, uuid, int, uuid, uuid, bytea, jsonb), reference_key(text) TO portal_app;
GRANT EXECUTE ON FUNCTION step_up(uuid, uuid, uuid, uuid, uuid, bytea, uuid[]), step_up_file(uuid, uuid, uuid, uuid, uuid, bytea, uuid, int[]) TO portal_app;
-- These read what the application may read itself.
GRANT EXECUTE ON FUNCTION approval_rule(uuid, uuid, text, bigint, text, int), rule_of(jsonb, text, bigint, text), policy_types(), operation_rules(),
  has_stepped_up(uuid, uuid, uuid, uuid), has_stepped_up_file(uuid, uuid, uuid, uuid, int[]), lines_as_ranges(int[]), totp_step_now(), step_up_lasts(),
  step_up_file_lasts(),
  unsatisfied_rules(uuid, uuid, jsonb, uuid, text[]), policy_would_fail(uuid, uuid, uuid, text[]) TO portal_app;
GRANT EXECUTE ON FUNCTION blocked_operations(uuid, uuid[], uuid, uuid, text[]) TO portal_app;
GRANT EXECUTE ON FUNCTION reversals_claim(uuid, uuid, jsonb), float_accounts_apply(uuid, uuid, uuid) TO portal_app;
GRANT EXECUTE ON FUNCTION stuck_makers(uuid), stuck_subjects(uuid), controlled_with(uuid) TO portal_app;
-- What they apply they check themselves: the approvals of an operation, or that it only takes away.
GRANT EXECUTE ON FUNCTION people_apply(uuid, uuid, uuid), organisations_apply(uuid, uuid, uuid), changes_rehearse(uuid, uuid, uuid[]),
  policies_apply(uuid, uuid, uuid), membership_narrow(uuid, uuid, uuid, uuid, text[], text, text), who_would_be_missing(uuid, uuid, uuid, text[]),
  organisation_suspend(uuid, uuid, text, uuid, text), distributor_set_low_float(uuid, uuid, uuid, bigint), merchant_create(uuid, uuid, uuid, uuid, text, text, text, text),
  customer_create(uuid, uuid, uuid, uuid, text, text, text), is_home(uuid, uuid, uuid) TO portal_app;
GRANT EXECUTE ON FUNCTION api_requests_write(uuid, uuid, jsonb) TO portal_app;
GRANT EXECUTE ON FUNCTION invitation_send(uuid, uuid, uuid, uuid, bytea) TO portal_app, portal_worker;
GRANT EXECUTE ON FUNCTION api_keys_apply(uuid, uuid, uuid), api_key_reveal(uuid, uuid, uuid, uuid, uuid, bytea, uuid, bytea, text, text),
  api_key_rotate(uuid, uuid, uuid, uuid, uuid, bytea, text, uuid, bytea, text, text),
  api_key_narrow(uuid, uuid, uuid, uuid, uuid, bytea, jsonb),
  api_key_revoke(uuid, uuid, uuid, uuid, uuid, bytea, text), api_keys_stop(uuid, uuid, uuid, uuid, uuid, bytea, text), api_key_reach(uuid, uuid, jsonb) TO portal_app;
GRANT EXECUTE ON FUNCTION open_wallet_session(uuid, uuid, uuid, uuid, bytea, bytea, timestamptz, bytea), close_wallet_session(uuid, uuid, bytea),
  wallet_balance(uuid, uuid, uuid), wallet_entries(uuid, uuid, uuid, bigint, int), wallet_questions(uuid, uuid, uuid),
  withdrawal_ask(uuid, uuid, uuid, uuid, bigint, text, text, uuid, bytea), withdrawal_cancel(uuid, uuid, uuid, bytea),
  lookup_wallet_phone(text), lookup_wallets(bytea), lookup_wallet_question(bytea, uuid), wallets_cover(uuid, uuid, jsonb),
  consents_room(uuid, uuid, jsonb), consent_answer(uuid, uuid, uuid, text, text, bytea, uuid, uuid, uuid, bytea) TO portal_app;
-- Whoever made the code and the link could answer with them: the application, which takes the answers, makes none.
GRANT EXECUTE ON FUNCTION consent_send(uuid, uuid, uuid, bytea, bytea) TO portal_worker;
GRANT EXECUTE ON FUNCTION api_keys_notice(uuid, uuid, int) TO portal_worker;
GRANT EXECUTE ON FUNCTION prune_devices(uuid, uuid), prune_wallet_sessions(uuid, uuid) TO portal_worker;
GRANT EXECUTE ON FUNCTION notices_take(uuid, uuid, int), blocked_take(uuid, uuid, int), notices_prune(uuid, uuid) TO portal_worker;
GRANT EXECUTE ON FUNCTION standing_for(uuid, uuid, uuid), decided_for(uuid, uuid, int, uuid), delegation_start(uuid, uuid, uuid, uuid, uuid, bytea, uuid, uuid, date, date),
  delegation_end(uuid, uuid, uuid, uuid, uuid, bytea, uuid) TO portal_app;
GRANT EXECUTE ON FUNCTION notice_settings_set(uuid, uuid, uuid, uuid, uuid, bytea, int, int, int),
  notices_mark_read(uuid, uuid, uuid, uuid, uuid, bytea, uuid[], boolean),
  organisation_set_escalation(uuid, uuid, uuid, uuid, uuid, bytea, int), notice_settled() TO portal_app;
-- Whoever stands at a door is the application's to look up; nobody stands at one of the worker's.
GRANT EXECUTE ON FUNCTION lookup_person(text), lookup_session(bytea), lookup_api_keys(jsonb), lookup_memberships(uuid, bytea), lookup_organisations(uuid),
  lookup_invitation(bytea), lookup_suspended(bytea), lookup_consent(bytea), float_balances(jsonb),
  find_proof(bytea), open_session(uuid, uuid, uuid, uuid, bytea, bytea, timestamptz, text, text, text, bytea), keep_session_seal(uuid, uuid, bytea),
  switch_session(uuid, uuid, uuid, uuid, bytea, bytea),
  as_owner() TO portal_app;
GRANT EXECUTE ON FUNCTION as_owner() TO portal_worker;
GRANT EXECUTE ON FUNCTION control_lasts() TO portal_auditor;
-- Verification rebuilds the hashed texts, and asks what operations_submit asked.
GRANT EXECUTE ON FUNCTION money_owner(text, text, uuid, uuid, uuid, boolean), is_reversible(operations), reversal_lasts(), is_money_account(text, jsonb, uuid, text, boolean),
  reference_key(text), operation_rules(), policy_types(), governed_as(text, jsonb), rule_of(jsonb, text, bigint, text),
  ledger_canonical(uuid, uuid, bigint, uuid, uuid, timestamptz, text, uuid[], bigint[], bigint[], bigint[]),
  audit_canonical(uuid, uuid, bigint, timestamptz, text, text, text, uuid, text, text, jsonb) TO portal_auditor;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO portal_auditor;
REVOKE SELECT ON people, recovery_codes, sign_in_challenges, sessions, person_devices, session_seals, api_key_secrets, operation_consents, wallet_sessions, wallet_devices
  FROM portal_auditor;
GRANT SELECT (issuer_id, operation_id, organisation_id, customer_id, sends, tries, answer, answered_at, created_at, unit_id) ON operation_consents
  TO portal_auditor;
-- The hash of a secret is what a key's requests are proven by.
GRANT SELECT (issuer_id, id, distributor_id, key_id, prefix, last_four, made_at, seen_by, ends_at, unit_id) ON api_key_secrets TO portal_auditor;

GRANT SELECT (id, phone, name) ON people TO portal_lookup;
GRANT SELECT (issuer_id, id, name, status, suspended_reason, features_off, keys_stopped_at) ON distributors TO portal_lookup;
GRANT SELECT (id, name, currency, time_zone) ON issuers TO portal_lookup;
GRANT SELECT (issuer_id, id, phone, name, status) ON customers TO portal_lookup;
GRANT SELECT ON wallet_sessions TO portal_lookup;
GRANT SELECT (issuer_id, operation_id, organisation_id, customer_id, link_hash) ON operation_consents TO portal_lookup;
GRANT EXECUTE ON FUNCTION is_open(uuid, uuid), name_of(uuid, uuid) TO portal_lookup;
GRANT SELECT ON sessions, api_keys, api_key_secrets, memberships TO portal_lookup;
-- What the hash of a transfer is made of, and its neighbours in the chain.
GRANT SELECT (issuer_id, id, organisation_id, operation_id, sequence_number, currency, amount_minor, prev_hash, hash, hash_version, created_at)
  ON ledger_transfers TO portal_lookup;
GRANT SELECT (issuer_id, account_id, account_version, transfer_id, leg, currency, amount_minor, balance_after_minor)
  ON ledger_entries TO portal_lookup;
GRANT SELECT (issuer_id, organisation_id, sequence_number, head_hash) ON ledger_chains TO portal_lookup;
GRANT SELECT (issuer_id, organisation_id, finished_at, transfers, violations) ON verifications TO portal_lookup;
GRANT EXECUTE ON FUNCTION
  ledger_text(uuid, uuid, bigint, uuid, uuid, timestamptz, text, text), ledger_leg_text(uuid, bigint, bigint, bigint) TO portal_lookup;
GRANT CREATE ON SCHEMA public TO portal_lookup;
ALTER FUNCTION lookup_person(text) OWNER TO portal_lookup;
ALTER FUNCTION lookup_session(bytea) OWNER TO portal_lookup;
ALTER FUNCTION lookup_api_keys(jsonb) OWNER TO portal_lookup;
ALTER FUNCTION lookup_memberships(uuid, bytea) OWNER TO portal_lookup;
ALTER FUNCTION lookup_organisations(uuid) OWNER TO portal_lookup;
ALTER FUNCTION lookup_invitation(bytea) OWNER TO portal_lookup;
ALTER FUNCTION lookup_suspended(bytea) OWNER TO portal_lookup;
ALTER FUNCTION lookup_consent(bytea) OWNER TO portal_lookup;
ALTER FUNCTION lookup_wallet_phone(text) OWNER TO portal_lookup;
ALTER FUNCTION lookup_wallets(bytea) OWNER TO portal_lookup;
ALTER FUNCTION lookup_wallet_question(bytea, uuid) OWNER TO portal_lookup;
ALTER FUNCTION find_proof(bytea) OWNER TO portal_lookup;
ALTER FUNCTION is_home(uuid, uuid, uuid) OWNER TO portal_lookup;
SET ROLE portal_lookup;
GRANT EXECUTE ON FUNCTION is_home(uuid, uuid, uuid) TO portal_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM portal_lookup;

-- Whether the database stands at the version of a process is that process's own business (/api/health/ready).
GRANT USAGE ON SCHEMA drizzle TO portal_app, portal_worker;
GRANT SELECT ON ALL TABLES IN SCHEMA drizzle TO portal_app, portal_worker;
