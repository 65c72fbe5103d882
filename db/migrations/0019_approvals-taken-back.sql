ALTER TABLE "operation_decisions" DROP CONSTRAINT "operation_decisions_issuer_id_operation_id_revision_person_id_pk";--> statement-breakpoint
ALTER TABLE "operation_decisions" ADD COLUMN "nth" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "operation_decisions" ADD COLUMN "after" integer;--> statement-breakpoint
ALTER TABLE "operation_decisions" ADD CONSTRAINT "operation_decisions_pk" PRIMARY KEY("issuer_id","operation_id","revision","person_id","nth");--> statement-breakpoint
ALTER TABLE "operation_decisions" ADD CONSTRAINT "operation_decisions_in_turn" FOREIGN KEY ("issuer_id","operation_id","revision","person_id","after") REFERENCES "public"."operation_decisions"("issuer_id","operation_id","revision","person_id","nth") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_decisions" ADD CONSTRAINT "operation_decisions_nth" CHECK (nth >= 1 AND (decision = 'withdraw') = (nth % 2 = 0) AND after IS NOT DISTINCT FROM nullif(nth, 1) - 1);