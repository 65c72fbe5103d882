CREATE TABLE "api_key_usage" (
	"issuer_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"distributor_id" uuid NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	"last_used_from" text,
	"local_day" text NOT NULL,
	"requests" bigint NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "api_key_usage_issuer_id_key_id_pk" PRIMARY KEY("issuer_id","key_id")
);
--> statement-breakpoint
CREATE TABLE "api_requests" (
	"issuer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"distributor_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"query" text,
	"status" integer NOT NULL,
	"latency_ms" integer NOT NULL,
	"address" text,
	"request_body" jsonb,
	"response_body" jsonb,
	"operation_id" uuid,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "api_requests_issuer_id_id_pk" PRIMARY KEY("issuer_id","id")
);
--> statement-breakpoint
ALTER TABLE "api_key_usage" ADD CONSTRAINT "api_key_usage_issuer_id_key_id_api_keys_issuer_id_id_fk" FOREIGN KEY ("issuer_id","key_id") REFERENCES "public"."api_keys"("issuer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_requests_key" ON "api_requests" USING btree ("issuer_id","key_id","at","id");--> statement-breakpoint
CREATE INDEX "api_requests_at" ON "api_requests" USING btree ("issuer_id","at");--> statement-breakpoint
CREATE INDEX "api_requests_operation" ON "api_requests" USING btree ("issuer_id","operation_id") WHERE operation_id IS NOT NULL;