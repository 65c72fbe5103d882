ALTER TABLE "operation_decisions" RENAME COLUMN "distributor_id" TO "organisation_id";--> statement-breakpoint
ALTER TABLE "operations" RENAME COLUMN "distributor_id" TO "organisation_id";--> statement-breakpoint
ALTER TABLE "operations" DROP CONSTRAINT "operations_second_person";--> statement-breakpoint
ALTER TABLE "operations" DROP CONSTRAINT "operations_issuer_id_distributor_id_distributors_issuer_id_id_fk";
--> statement-breakpoint
DROP INDEX "operations_reference";--> statement-breakpoint
DROP INDEX "operations_newest";--> statement-breakpoint
DROP INDEX "operations_by_status";--> statement-breakpoint
DROP INDEX "operations_by_phone";--> statement-breakpoint
DROP INDEX "operations_completed";--> statement-breakpoint
ALTER TABLE "operations" ALTER COLUMN "counterparty_kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ALTER COLUMN "counterparty_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "operation_decisions" ADD COLUMN "desk_id" uuid;--> statement-breakpoint
ALTER TABLE "operation_decisions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "operation_decisions" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "operation_decisions" SET "desk_id" = "organisation_id";--> statement-breakpoint
ALTER TABLE "operation_decisions" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "operation_decisions" ALTER COLUMN "desk_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "issuer_approvals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_issuer_id_issuers_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."issuers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "operation_decisions_elsewhere" ON "operation_decisions" USING btree ("issuer_id","desk_id","operation_id") WHERE desk_id <> organisation_id;--> statement-breakpoint
CREATE INDEX "operations_for_issuer" ON "operations" USING btree ("issuer_id","status","created_at","id") WHERE issuer_approvals > 0;--> statement-breakpoint
CREATE UNIQUE INDEX "operations_reference" ON "operations" USING btree ("issuer_id","organisation_id","reference") WHERE reference IS NOT NULL;--> statement-breakpoint
CREATE INDEX "operations_newest" ON "operations" USING btree ("issuer_id","organisation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "operations_by_status" ON "operations" USING btree ("issuer_id","organisation_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "operations_by_phone" ON "operations" USING btree ("issuer_id","organisation_id","counterparty_phone","created_at","id");--> statement-breakpoint
CREATE INDEX "operations_completed" ON "operations" USING btree ("issuer_id","organisation_id","decided_at") WHERE status = 'completed';--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_second_person" CHECK (approvals_needed >= 1 AND issuer_approvals BETWEEN 0 AND approvals_needed);