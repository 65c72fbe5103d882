CREATE TABLE "float_accounts" (
	"issuer_id" uuid NOT NULL,
	"distributor_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text collate "C" GENERATED ALWAYS AS (lower(name)) STORED NOT NULL,
	"operation_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "float_accounts_issuer_id_account_id_pk" PRIMARY KEY("issuer_id","account_id"),
	CONSTRAINT "float_accounts_name" UNIQUE("issuer_id","distributor_id","name_key")
);
--> statement-breakpoint
ALTER TABLE "float_accounts" ADD CONSTRAINT "float_accounts_issuer_id_distributor_id_distributors_issuer_id_id_fk" FOREIGN KEY ("issuer_id","distributor_id") REFERENCES "public"."distributors"("issuer_id","id") ON DELETE no action ON UPDATE no action;