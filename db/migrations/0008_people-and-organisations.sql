CREATE TABLE "person_controls" (
	"person_id" uuid NOT NULL,
	"controller_id" uuid NOT NULL,
	"issuer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"operation_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_controls_person_id_controller_id_operation_id_pk" PRIMARY KEY("person_id","controller_id","operation_id")
);
--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "features_off" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "max_amount_minor" bigint;--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "max_daily_minor" bigint;--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "low_float_minor" bigint;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "invited_by" uuid;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "invited_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "invitation_hash" "bytea";--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "joined_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "admin_phone" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "person_controls" ADD CONSTRAINT "person_controls_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_controls" ADD CONSTRAINT "person_controls_controller_id_people_id_fk" FOREIGN KEY ("controller_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_invitation" ON "memberships" USING btree ("invitation_hash") WHERE invitation_hash IS NOT NULL;--> statement-breakpoint
CREATE INDEX "merchants_by_name" ON "merchants" USING btree ("issuer_id",lower(name),"id");--> statement-breakpoint
CREATE INDEX "customers_by_name" ON "customers" USING btree ("issuer_id",lower(name),"id");--> statement-breakpoint
ALTER TABLE "distributors" ADD CONSTRAINT "distributors_limits" CHECK (max_amount_minor > 0 AND max_daily_minor > 0 AND low_float_minor >= 0);--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_invited" CHECK (status <> 'invited' OR invited_until IS NOT NULL);