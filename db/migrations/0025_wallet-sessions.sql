CREATE TABLE "wallet_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"phone" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sign_in_challenges" ADD COLUMN "for_wallet" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "wallet_sessions_token_hash" ON "wallet_sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "wallet_sessions_ended" ON "wallet_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "customers_any_issuer" ON "customers" USING btree ("phone");