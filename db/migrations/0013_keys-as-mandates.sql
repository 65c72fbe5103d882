CREATE TABLE "api_key_secrets" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"distributor_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"prefix" text NOT NULL,
	"last_four" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_by" uuid NOT NULL,
	"ends_at" timestamp with time zone,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "api_key_secrets_issuer_id_id_pk" PRIMARY KEY("issuer_id","id"),
	CONSTRAINT "api_key_secrets_once" UNIQUE("issuer_id","key_hash")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "operation_id" uuid;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "reveal_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "api_keys" SET "reveal_until" = "created_at" + interval '72 hours';--> statement-breakpoint
ALTER TABLE "api_keys" ALTER COLUMN "reveal_until" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "revoked_by" uuid;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "revoked_reason" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "noticed_days" integer;--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "keys_stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "keys_stopped_by" uuid;--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "keys_stopped_reason" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_maker" UNIQUE("issuer_id","id","made_by");--> statement-breakpoint
ALTER TABLE "api_key_secrets" ADD CONSTRAINT "api_key_secrets_seen_by_maker" FOREIGN KEY ("issuer_id","key_id","seen_by") REFERENCES "public"."api_keys"("issuer_id","id","made_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_secrets_hash" ON "api_key_secrets" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "api_key_secrets_key" ON "api_key_secrets" USING btree ("issuer_id","key_id","made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_secrets_current" ON "api_key_secrets" USING btree ("issuer_id","key_id") WHERE ends_at IS NULL;--> statement-breakpoint
CREATE INDEX "api_keys_expiring" ON "api_keys" USING btree ("issuer_id","expires_at") WHERE revoked_at IS NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_limits" CHECK (max_amount_minor > 0 AND max_daily_minor > 0);--> statement-breakpoint
INSERT INTO "api_key_secrets" ("issuer_id", "id", "distributor_id", "key_id", "key_hash", "prefix", "last_four", "made_at", "seen_by", "unit_id")
SELECT "issuer_id", gen_random_uuid(), "distributor_id", "id", "key_hash", "prefix", "last_four", "created_at", "made_by", "unit_id" FROM "api_keys";