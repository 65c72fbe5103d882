CREATE TABLE "verifications" (
	"issuer_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"trigger" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"transfers" bigint NOT NULL,
	"entries" bigint NOT NULL,
	"operations" bigint NOT NULL,
	"decisions" bigint NOT NULL,
	"holds" bigint NOT NULL,
	"audit_entries" bigint NOT NULL,
	"violations" integer NOT NULL,
	"findings" jsonb NOT NULL,
	"copies_first" "bytea",
	"copies_lines" integer,
	"copies_last" "bytea",
	"unit_id" uuid NOT NULL,
	CONSTRAINT "verifications_issuer_id_organisation_id_run_id_pk" PRIMARY KEY("issuer_id","organisation_id","run_id")
);
--> statement-breakpoint
CREATE INDEX "verifications_newest" ON "verifications" USING btree ("issuer_id","organisation_id","finished_at" DESC NULLS LAST);