ALTER TABLE "sessions" ADD COLUMN "time_zone" text;--> statement-breakpoint
CREATE INDEX "person_devices_last_seen" ON "person_devices" USING btree ("last_seen_at");