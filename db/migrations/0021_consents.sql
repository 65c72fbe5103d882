CREATE TABLE "operation_consents" (
	"issuer_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"code_hash" "bytea",
	"link_hash" "bytea",
	"sends" integer DEFAULT 0 NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "operation_consents_issuer_id_operation_id_pk" PRIMARY KEY("issuer_id","operation_id")
);
--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "consent" text;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "consent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "consent_via" text;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "seconds_to_decide" integer;--> statement-breakpoint
ALTER TABLE "operation_consents" ADD CONSTRAINT "operation_consents_issuer_id_operation_id_operations_issuer_id_id_fk" FOREIGN KEY ("issuer_id","operation_id") REFERENCES "public"."operations"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "operation_consents_link" ON "operation_consents" USING btree ("link_hash") WHERE link_hash IS NOT NULL;--> statement-breakpoint
CREATE INDEX "operation_consents_of_customer" ON "operation_consents" USING btree ("issuer_id","customer_id","created_at");--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_consent" CHECK (coalesce(consent IN ('given', 'refused'), false) = (num_nonnulls(consent_at, consent_via) = 2) AND (consent IS NULL) = (seconds_to_decide IS NULL));