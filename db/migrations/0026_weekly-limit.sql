ALTER TABLE "distributors" DROP CONSTRAINT "distributors_limits";--> statement-breakpoint
ALTER TABLE "distributors" ADD COLUMN "max_weekly_minor" bigint;--> statement-breakpoint
ALTER TABLE "distributors" ADD CONSTRAINT "distributors_limits" CHECK (max_amount_minor > 0 AND max_daily_minor > 0 AND max_weekly_minor > 0 AND low_float_minor >= 0);