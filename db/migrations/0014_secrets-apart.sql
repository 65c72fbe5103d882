DROP INDEX "api_keys_hash";--> statement-breakpoint
ALTER TABLE "api_keys" DROP COLUMN "key_hash";--> statement-breakpoint
ALTER TABLE "api_keys" DROP COLUMN "prefix";--> statement-breakpoint
ALTER TABLE "api_keys" DROP COLUMN "last_four";