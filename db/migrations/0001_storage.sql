-- A busy float is one row updated all day: room on its page keeps the updates off the indexes (HOT).
ALTER TABLE ledger_accounts SET (fillfactor = 40, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
ALTER TABLE ledger_chains SET (fillfactor = 40);
--> statement-breakpoint
ALTER TABLE audit_chains SET (fillfactor = 40);
--> statement-breakpoint
ALTER TABLE limit_counters SET (fillfactor = 60);
--> statement-breakpoint
-- Requests counted in a minute: losing them in a crash costs nothing.
ALTER TABLE rate_counters SET UNLOGGED;
