ALTER TABLE "operations" DROP CONSTRAINT "operations_bulk";--> statement-breakpoint
ALTER TABLE "notice_sms" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "step_ups" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "step_ups" ADD COLUMN "batch_lines" "int4multirange";--> statement-breakpoint
CREATE INDEX "operations_batch_pending" ON "operations" USING btree ("issuer_id","batch_id","batch_line") WHERE batch_id IS NOT NULL AND status = 'pending';--> statement-breakpoint
CREATE INDEX "operations_batch_ended" ON "operations" USING btree ("issuer_id","batch_id","decided_at") WHERE batch_id IS NOT NULL AND decided_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_type" CHECK (type IN ('cash-in', 'cash-out-fulfillment'));--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_bulk" CHECK ((source = 'bulk') = (batch_id IS NOT NULL) AND (batch_id IS NULL) = (batch_line IS NULL)
        AND (batch_id IS NULL OR num_nonnulls(reference, withdrawal_id, maker_key_id) = 0));--> statement-breakpoint
ALTER TABLE "step_ups" ADD CONSTRAINT "step_ups_shown" CHECK ((batch_id IS NULL) = (cardinality(operation_ids) > 0) AND (batch_id IS NULL) = (batch_lines IS NULL));