DROP INDEX "operations_newest";--> statement-breakpoint
DROP INDEX "operations_by_status";--> statement-breakpoint
DROP INDEX "operations_by_phone";--> statement-breakpoint
DROP INDEX "verifications_newest";--> statement-breakpoint
CREATE INDEX "operations_completed" ON "operations" USING btree ("issuer_id","distributor_id","decided_at") WHERE status = 'completed';--> statement-breakpoint
CREATE INDEX "operations_newest" ON "operations" USING btree ("issuer_id","distributor_id","created_at","id");--> statement-breakpoint
CREATE INDEX "operations_by_status" ON "operations" USING btree ("issuer_id","distributor_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "operations_by_phone" ON "operations" USING btree ("issuer_id","distributor_id","counterparty_phone","created_at","id");--> statement-breakpoint
CREATE INDEX "verifications_newest" ON "verifications" USING btree ("issuer_id","organisation_id","finished_at");--> statement-breakpoint
-- The primary key stays the newest index; 0004 says why.
ALTER TABLE operations DROP CONSTRAINT operations_issuer_id_id_pk, ADD CONSTRAINT operations_issuer_id_id_pk PRIMARY KEY (issuer_id, id);
