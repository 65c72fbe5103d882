DROP INDEX "merchants_by_name";--> statement-breakpoint
DROP INDEX "customers_by_name";--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "name_key" text collate "C" GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "name_key" text collate "C" GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "name_key" text collate "C" GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "distributors_by_name" ON "distributors" USING btree ("issuer_id","name_key","id");--> statement-breakpoint
CREATE INDEX "distributors_by_status" ON "distributors" USING btree ("issuer_id","status","name_key","id");--> statement-breakpoint
CREATE INDEX "distributors_by_status_and_code" ON "distributors" USING btree ("issuer_id","status","short_code","id");--> statement-breakpoint
CREATE INDEX "merchants_by_status" ON "merchants" USING btree ("issuer_id","status","name_key","id");--> statement-breakpoint
CREATE INDEX "merchants_by_status_and_code" ON "merchants" USING btree ("issuer_id","status","short_code","id");--> statement-breakpoint
CREATE INDEX "customers_by_status_and_name" ON "customers" USING btree ("issuer_id","status","name_key","id");--> statement-breakpoint
CREATE INDEX "customers_by_status" ON "customers" USING btree ("issuer_id","status","id");--> statement-breakpoint
CREATE INDEX "merchants_by_name" ON "merchants" USING btree ("issuer_id","name_key","id");--> statement-breakpoint
CREATE INDEX "customers_by_name" ON "customers" USING btree ("issuer_id","name_key","id");