CREATE TABLE "api_keys" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"distributor_id" uuid NOT NULL,
	"label" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"prefix" text NOT NULL,
	"last_four" text NOT NULL,
	"permissions" text[] NOT NULL,
	"max_amount_minor" bigint,
	"max_daily_minor" bigint,
	"allowed_addresses" text[] NOT NULL,
	"requests_per_minute" integer DEFAULT 600 NOT NULL,
	"made_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "api_keys_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "api_keys_rate" CHECK (requests_per_minute > 0)
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"name" text NOT NULL,
	"totp_secret" "bytea",
	"totp_last_step" bigint DEFAULT -1 NOT NULL,
	"enrolled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"person_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_person_id_code_hash_pk" PRIMARY KEY("person_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"person_id" uuid NOT NULL,
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"user_agent" text,
	"address" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_challenges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"person_id" uuid,
	"code_hash" "bytea" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sms_verified_at" timestamp with time zone,
	"totp_attempts" integer DEFAULT 0 NOT NULL,
	"ticket_hash" "bytea",
	"pending_totp_secret" "bytea",
	"address" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"posted_minor" bigint DEFAULT 0 NOT NULL,
	"held_minor" bigint DEFAULT 0 NOT NULL,
	"minimum_minor" bigint DEFAULT 0,
	"version" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "ledger_accounts_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "ledger_accounts_code" UNIQUE("issuer_id","code"),
	CONSTRAINT "ledger_accounts_minimum" CHECK (minimum_minor IS NULL OR posted_minor - held_minor >= minimum_minor),
	CONSTRAINT "ledger_accounts_held" CHECK (held_minor >= 0),
	CONSTRAINT "ledger_accounts_unbounded" CHECK (minimum_minor IS NOT NULL OR owner_kind = 'issuer')
);
--> statement-breakpoint
CREATE TABLE "ledger_chains" (
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sequence_number" bigint NOT NULL,
	"head_hash" "bytea" NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "ledger_chains_issuer_id_organisation_id_pk" PRIMARY KEY("issuer_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"issuer_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"account_version" bigint NOT NULL,
	"transfer_id" uuid NOT NULL,
	"leg" smallint NOT NULL,
	"organisation_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"balance_after_minor" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "ledger_entries_issuer_id_account_id_account_version_pk" PRIMARY KEY("issuer_id","account_id","account_version"),
	CONSTRAINT "ledger_entries_amount" CHECK (amount_minor <> 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_holds" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"held_for" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "ledger_holds_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "ledger_holds_amount" CHECK (amount_minor > 0),
	CONSTRAINT "ledger_holds_ended" CHECK ((state = 'open') = (ended_at IS NULL))
);
--> statement-breakpoint
CREATE TABLE "ledger_transfers" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"operation_id" uuid,
	"sequence_number" bigint NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"prev_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"hash_version" smallint NOT NULL,
	"canonical" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "ledger_transfers_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "ledger_transfers_operation" UNIQUE("issuer_id","operation_id"),
	CONSTRAINT "ledger_transfers_sequence" UNIQUE("issuer_id","organisation_id","sequence_number"),
	CONSTRAINT "ledger_transfers_amount" CHECK (amount_minor > 0)
);
--> statement-breakpoint
CREATE TABLE "limit_counters" (
	"issuer_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"local_day" text NOT NULL,
	"distributor_id" uuid NOT NULL,
	"used_minor" bigint NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "limit_counters_issuer_id_subject_local_day_pk" PRIMARY KEY("issuer_id","subject","local_day"),
	CONSTRAINT "limit_counters_used" CHECK (used_minor >= 0)
);
--> statement-breakpoint
CREATE TABLE "rate_counters" (
	"issuer_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"used" bigint NOT NULL,
	CONSTRAINT "rate_counters_issuer_id_subject_window_start_pk" PRIMARY KEY("issuer_id","subject","window_start")
);
--> statement-breakpoint
CREATE TABLE "operation_decisions" (
	"issuer_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"distributor_id" uuid NOT NULL,
	"maker_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"comment" text,
	"session_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "operation_decisions_issuer_id_operation_id_revision_person_id_pk" PRIMARY KEY("issuer_id","operation_id","revision","person_id"),
	CONSTRAINT "operation_decisions_four_eyes" CHECK (person_id <> maker_id),
	CONSTRAINT "operation_decisions_reason" CHECK (decision <> 'reject' OR length(btrim(comment)) > 0)
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"distributor_id" uuid NOT NULL,
	"type" text NOT NULL,
	"type_version" integer NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"source" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"maker_key_id" uuid,
	"payload" jsonb NOT NULL,
	"digest" "bytea" NOT NULL,
	"amount_minor" bigint,
	"currency" text,
	"counterparty_kind" text,
	"counterparty_id" uuid,
	"counterparty_name" text,
	"counterparty_phone" text,
	"counterparty_short_code" text,
	"reference" text,
	"memo" text,
	"hold_id" uuid,
	"withdrawal_id" uuid,
	"approvals_needed" integer DEFAULT 1 NOT NULL,
	"approvals_given" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"transfer_id" uuid,
	"sequence_number" bigint,
	"transfer_hash" "bytea",
	"failure_code" text,
	"local_day" text NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "operations_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "operations_maker" UNIQUE("issuer_id","id","maker_id"),
	CONSTRAINT "operations_amount" CHECK (amount_minor IS NULL OR (amount_minor > 0 AND currency IS NOT NULL)),
	CONSTRAINT "operations_executed" CHECK ((transfer_id IS NULL) = (sequence_number IS NULL)),
	CONSTRAINT "operations_failed" CHECK ((status = 'failed') = (failure_code IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "distributors" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"short_code" text NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"float_account_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "distributors_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "distributors_short_code" UNIQUE("issuer_id","short_code")
);
--> statement-breakpoint
CREATE TABLE "issuers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"settlement_account_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"organisation_kind" text NOT NULL,
	"roles" text[] NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "memberships_issuer_id_organisation_id_person_id_pk" PRIMARY KEY("issuer_id","organisation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "merchants" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"short_code" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "merchants_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "merchants_short_code" UNIQUE("issuer_id","short_code")
);
--> statement-breakpoint
CREATE TABLE "audit_chains" (
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"head_hash" "bytea" NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "audit_chains_issuer_id_organisation_id_pk" PRIMARY KEY("issuer_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text,
	"subject_id" uuid,
	"request_id" text,
	"address" text,
	"detail" jsonb NOT NULL,
	"prev_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"canonical" text NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "audit_entries_issuer_id_organisation_id_seq_pk" PRIMARY KEY("issuer_id","organisation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"surface" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"operation_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "idempotency_keys_issuer_id_organisation_id_surface_key_pk" PRIMARY KEY("issuer_id","organisation_id","surface","key")
);
--> statement-breakpoint
CREATE TABLE "outbox_events" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp with time zone,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "outbox_events_issuer_id_id_pk" PRIMARY KEY("issuer_id","id")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"phone" text NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "customers_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "customers_phone" UNIQUE("issuer_id","phone")
);
--> statement-breakpoint
CREATE TABLE "withdrawal_requests" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"memo" text,
	"status" text DEFAULT 'waiting' NOT NULL,
	"hold_id" uuid NOT NULL,
	"taken_by" uuid,
	"taken_by_distributor" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "withdrawal_requests_issuer_id_id_pk" PRIMARY KEY("issuer_id","id")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_issuer_id_distributor_id_distributors_issuer_id_id_fk" FOREIGN KEY ("issuer_id","distributor_id") REFERENCES "public"."distributors"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_challenges" ADD CONSTRAINT "sign_in_challenges_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_decisions" ADD CONSTRAINT "operation_decisions_issuer_id_operation_id_maker_id_operations_issuer_id_id_maker_id_fk" FOREIGN KEY ("issuer_id","operation_id","maker_id") REFERENCES "public"."operations"("issuer_id","id","maker_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_issuer_id_distributor_id_distributors_issuer_id_id_fk" FOREIGN KEY ("issuer_id","distributor_id") REFERENCES "public"."distributors"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distributors" ADD CONSTRAINT "distributors_issuer_id_issuers_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."issuers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_issuer_id_issuers_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."issuers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_issuer_id_issuers_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."issuers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_issuer_id_issuers_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."issuers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawal_requests" ADD CONSTRAINT "withdrawal_requests_issuer_id_customer_id_customers_issuer_id_id_fk" FOREIGN KEY ("issuer_id","customer_id") REFERENCES "public"."customers"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_hash" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "api_keys_distributor" ON "api_keys" USING btree ("issuer_id","distributor_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "people_phone" ON "people" USING btree ("phone");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_hash" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_challenges_phone" ON "sign_in_challenges" USING btree ("phone","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_challenges_address" ON "sign_in_challenges" USING btree ("address","created_at");--> statement-breakpoint
CREATE INDEX "ledger_accounts_owner" ON "ledger_accounts" USING btree ("issuer_id","owner_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_transfer" ON "ledger_entries" USING btree ("issuer_id","transfer_id","leg");--> statement-breakpoint
CREATE INDEX "ledger_holds_open" ON "ledger_holds" USING btree ("issuer_id","account_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "ledger_transfers_hash" ON "ledger_transfers" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "operations_reference" ON "operations" USING btree ("issuer_id","distributor_id","reference") WHERE reference IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "operations_withdrawal" ON "operations" USING btree ("issuer_id","withdrawal_id") WHERE withdrawal_id IS NOT NULL AND status IN ('pending', 'executing', 'completed');--> statement-breakpoint
CREATE INDEX "operations_newest" ON "operations" USING btree ("issuer_id","distributor_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "operations_by_status" ON "operations" USING btree ("issuer_id","distributor_id","status","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "operations_by_phone" ON "operations" USING btree ("issuer_id","distributor_id","counterparty_phone","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "operations_expiring" ON "operations" USING btree ("issuer_id","expires_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("issuer_id","subject_id","seq");--> statement-breakpoint
CREATE INDEX "outbox_events_due" ON "outbox_events" USING btree ("issuer_id","next_attempt_at") WHERE delivered_at IS NULL;--> statement-breakpoint
CREATE INDEX "withdrawal_requests_queue" ON "withdrawal_requests" USING btree ("issuer_id","status","created_at","id");