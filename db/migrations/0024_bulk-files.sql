CREATE TABLE "batch_parts" (
	"issuer_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"organisation_id" uuid NOT NULL,
	"content" "bytea" NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "batch_parts_issuer_id_batch_id_part_pk" PRIMARY KEY("issuer_id","batch_id","part")
);
--> statement-breakpoint
CREATE TABLE "batch_rows" (
	"issuer_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"organisation_id" uuid NOT NULL,
	"cells" jsonb NOT NULL,
	"mended" jsonb,
	"state" text DEFAULT 'unchecked' NOT NULL,
	"phone" text,
	"recipient_name" text,
	"amount_minor" bigint,
	"memo" text,
	"problems" text[] DEFAULT '{}' NOT NULL,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"same_as" integer,
	"operation_id" uuid,
	"refusal" text,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "batch_rows_issuer_id_batch_id_line_pk" PRIMARY KEY("issuer_id","batch_id","line"),
	CONSTRAINT "batch_rows_ready" CHECK (state NOT IN ('ready', 'made') OR (phone IS NOT NULL AND amount_minor > 0 AND cardinality(problems) = 0)),
	CONSTRAINT "batch_rows_problem" CHECK (state <> 'problem' OR cardinality(problems) > 0),
	CONSTRAINT "batch_rows_made" CHECK ((state = 'made') = (operation_id IS NOT NULL)),
	CONSTRAINT "batch_rows_refused" CHECK ((state = 'refused') = (refusal IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"maker_id" uuid NOT NULL,
	"type" text NOT NULL,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"file_size" integer NOT NULL,
	"state" text DEFAULT 'receiving' NOT NULL,
	"problem" text,
	"columns" jsonb,
	"mapping" jsonb,
	"rows_total" integer DEFAULT 0 NOT NULL,
	"submitted_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "batches_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "batches_unreadable" CHECK ((state = 'unreadable') = (problem IS NOT NULL)),
	CONSTRAINT "batches_submitted" CHECK ((state IN ('submitting', 'submitted')) = (submitted_at IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "batch_line" integer;--> statement-breakpoint
ALTER TABLE "batch_parts" ADD CONSTRAINT "batch_parts_issuer_id_batch_id_batches_issuer_id_id_fk" FOREIGN KEY ("issuer_id","batch_id") REFERENCES "public"."batches"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_rows" ADD CONSTRAINT "batch_rows_issuer_id_batch_id_batches_issuer_id_id_fk" FOREIGN KEY ("issuer_id","batch_id") REFERENCES "public"."batches"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_issuer_id_issuers_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."issuers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_rows_by_state" ON "batch_rows" USING btree ("issuer_id","batch_id","state","line");--> statement-breakpoint
CREATE INDEX "batch_rows_by_phone" ON "batch_rows" USING btree ("issuer_id","batch_id","phone","amount_minor","line");--> statement-breakpoint
CREATE INDEX "batches_newest" ON "batches" USING btree ("issuer_id","organisation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "batches_at_work" ON "batches" USING btree ("issuer_id","created_at","id") WHERE state IN ('reading', 'checking', 'submitting');--> statement-breakpoint
CREATE UNIQUE INDEX "operations_batch" ON "operations" USING btree ("issuer_id","batch_id","batch_line") WHERE batch_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_bulk" CHECK ((source = 'bulk') = (batch_id IS NOT NULL) AND (batch_id IS NULL) = (batch_line IS NULL));