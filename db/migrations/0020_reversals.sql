ALTER TABLE "operations" ADD COLUMN "reversal_of" uuid;--> statement-breakpoint
CREATE INDEX "operations_reversals" ON "operations" USING btree ("issuer_id","reversal_of") WHERE reversal_of IS NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_reversal" CHECK ((type = 'reversal') = (reversal_of IS NOT NULL));