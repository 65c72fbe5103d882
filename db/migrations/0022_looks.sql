CREATE TABLE "operation_looks" (
	"issuer_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "operation_looks_issuer_id_operation_id_person_id_pk" PRIMARY KEY("issuer_id","operation_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "operation_looks" SET UNLOGGED;
