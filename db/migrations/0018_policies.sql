CREATE TABLE "approval_policies" (
	"issuer_id" uuid NOT NULL,
	"distributor_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"limits" jsonb NOT NULL,
	"operation_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "approval_policies_issuer_id_distributor_id_version_pk" PRIMARY KEY("issuer_id","distributor_id","version"),
	CONSTRAINT "approval_policies_version" CHECK (version > 0)
);
--> statement-breakpoint
CREATE TABLE "step_ups" (
	"issuer_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"totp_step" integer NOT NULL,
	"organisation_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"operation_ids" uuid[] NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "step_ups_issuer_id_person_id_totp_step_pk" PRIMARY KEY("issuer_id","person_id","totp_step")
);
--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "decider_roles" text[] DEFAULT '{checker}' NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "step_up" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "policy_version" integer;--> statement-breakpoint
ALTER TABLE "approval_policies" ADD CONSTRAINT "approval_policies_issuer_id_distributor_id_distributors_issuer_id_id_fk" FOREIGN KEY ("issuer_id","distributor_id") REFERENCES "public"."distributors"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_policies" ADD CONSTRAINT "approval_policies_issuer_id_operation_id_operations_issuer_id_id_fk" FOREIGN KEY ("issuer_id","operation_id") REFERENCES "public"."operations"("issuer_id","id") ON DELETE no action ON UPDATE no action;