CREATE TABLE "operation_revisions" (
	"issuer_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"organisation_id" uuid NOT NULL,
	"payload" jsonb NOT NULL,
	"digest" "bytea" NOT NULL,
	"amount_minor" bigint,
	"currency" text,
	"counterparty_kind" text NOT NULL,
	"counterparty_id" uuid NOT NULL,
	"counterparty_name" text,
	"counterparty_phone" text,
	"counterparty_short_code" text,
	"memo" text,
	"hold_id" uuid,
	"approvals_needed" integer NOT NULL,
	"issuer_approvals" integer NOT NULL,
	"decider_roles" text[] NOT NULL,
	"step_up" boolean NOT NULL,
	"policy_version" integer,
	"expires_at" timestamp with time zone NOT NULL,
	"local_day" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"superseded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "operation_revisions_pk" PRIMARY KEY("issuer_id","operation_id","revision")
);
--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "revised_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "operation_revisions" ADD CONSTRAINT "operation_revisions_of" FOREIGN KEY ("issuer_id","operation_id") REFERENCES "public"."operations"("issuer_id","id") ON DELETE no action ON UPDATE no action;