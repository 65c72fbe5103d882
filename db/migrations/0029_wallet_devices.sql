CREATE TABLE "wallet_devices" (
	"phone" text NOT NULL,
	"device_hash" "bytea" NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wallet_devices_phone_device_hash_pk" PRIMARY KEY("phone","device_hash")
);
--> statement-breakpoint
CREATE INDEX "wallet_devices_last_seen" ON "wallet_devices" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "withdrawal_requests_of_customer" ON "withdrawal_requests" USING btree ("issuer_id","customer_id","created_at");