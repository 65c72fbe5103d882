CREATE TABLE "delegations" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"delegator_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"operation_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "delegations_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "delegations_two" CHECK (delegator_id <> delegate_id),
	CONSTRAINT "delegations_roles" CHECK (cardinality(roles) BETWEEN 1 AND 2),
	CONSTRAINT "delegations_time" CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '30 days 1 hour'),
	CONSTRAINT "delegations_ended" CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
--> statement-breakpoint
ALTER TABLE "operation_decisions" DROP CONSTRAINT "operation_decisions_four_eyes";--> statement-breakpoint
ALTER TABLE "operation_decisions" ADD COLUMN "for_person_id" uuid;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_issuer_id_issuers_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."issuers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delegations_to" ON "delegations" USING btree ("issuer_id","organisation_id","delegate_id","ends_at");--> statement-breakpoint
CREATE INDEX "delegations_of" ON "delegations" USING btree ("issuer_id","organisation_id","delegator_id","ends_at");--> statement-breakpoint
ALTER TABLE "operation_decisions" ADD CONSTRAINT "operation_decisions_four_eyes" CHECK (person_id <> maker_id AND (for_person_id IS NULL OR for_person_id NOT IN (person_id, maker_id)));