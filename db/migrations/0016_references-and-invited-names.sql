DROP INDEX "operations_reference";--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "reference_key" text;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "invited_name" text;--> statement-breakpoint
CREATE UNIQUE INDEX "operations_reference" ON "operations" USING btree ("issuer_id","organisation_id","reference_key",(type = 'cash-out-fulfillment'),(CASE WHEN status IN ('pending', 'executing', 'completed') THEN '00000000-0000-0000-0000-000000000000'::uuid ELSE id END)) WHERE reference_key IS NOT NULL;