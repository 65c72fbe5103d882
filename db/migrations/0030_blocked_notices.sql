CREATE TABLE "operation_blocks" (
	"issuer_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"of_issuer" boolean NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "operation_blocks_pk" PRIMARY KEY("issuer_id","operation_id")
);
--> statement-breakpoint
ALTER TABLE "issuers" ADD COLUMN "escalate_after_minutes" integer DEFAULT 240 NOT NULL;--> statement-breakpoint
ALTER TABLE "operation_blocks" ADD CONSTRAINT "operation_blocks_issuer_id_operation_id_operations_issuer_id_id_fk" FOREIGN KEY ("issuer_id","operation_id") REFERENCES "public"."operations"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuers" ADD CONSTRAINT "issuers_escalation" CHECK (escalate_after_minutes BETWEEN 15 AND 10080);