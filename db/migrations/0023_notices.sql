CREATE TABLE "notice_reads" (
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "notice_reads_issuer_id_organisation_id_person_id_operation_id_pk" PRIMARY KEY("issuer_id","organisation_id","person_id","operation_id")
);
--> statement-breakpoint
CREATE TABLE "notice_settings" (
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"sms_after_minutes" integer,
	"quiet_from" integer,
	"quiet_to" integer,
	"read_until" timestamp with time zone,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "notice_settings_issuer_id_organisation_id_person_id_pk" PRIMARY KEY("issuer_id","organisation_id","person_id"),
	CONSTRAINT "notice_settings_after" CHECK (sms_after_minutes BETWEEN 5 AND 1440),
	CONSTRAINT "notice_settings_quiet" CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439 AND quiet_from <> quiet_to)
);
--> statement-breakpoint
CREATE TABLE "notice_sms" (
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "notice_sms_issuer_id_organisation_id_person_id_operation_id_kind_pk" PRIMARY KEY("issuer_id","organisation_id","person_id","operation_id","kind")
);
--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "escalate_after_minutes" integer DEFAULT 240 NOT NULL;--> statement-breakpoint
CREATE INDEX "operations_ended_for_maker" ON "operations" USING btree ("issuer_id","maker_id","decided_at") WHERE source = 'web' AND decided_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE "distributors" ADD CONSTRAINT "distributors_escalation" CHECK (escalate_after_minutes BETWEEN 15 AND 10080);