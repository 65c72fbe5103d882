-- Limits: each counter is the sum of its operations, and none of them is uncounted. What ended without completing has given its volume back
-- (lib/operations/take-limits.ts says which operation counts where).

-- The types whose volume counts. lib/operations/operation-rules.db.test.ts holds it equal to the registry.
CREATE OR REPLACE FUNCTION limited_types() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY['cash-in', 'cash-out-fulfillment'] $$;

CREATE OR REPLACE FUNCTION verify_limits(p_issuer uuid)
RETURNS TABLE (violation text, subject text, detail text, organisation_id uuid, place bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET work_mem = '128MB' SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH counted AS MATERIALIZED (
    SELECT o.organisation_id, o.maker_key_id, o.local_day, sum(o.amount_minor) AS minor
      FROM operations o
     WHERE o.issuer_id = p_issuer AND o.type = ANY (limited_types()) AND o.status IN ('pending', 'executing', 'completed')
     GROUP BY 1, 2, 3),
  -- What the policy that they were asked for under limits.
  bound AS MATERIALIZED (
    SELECT o.organisation_id, o.maker_id, CASE WHEN o.counterparty_kind = 'customer' THEN o.counterparty_id END AS customer_id, o.local_day, o.amount_minor,
           coalesce(p.limits->>'makerDaily', p.limits->>'makerWeekly') IS NOT NULL AS of_maker,
           coalesce(p.limits->>'customerDaily', p.limits->>'customerWeekly') IS NOT NULL AS of_customer
      FROM approval_policies p
      JOIN operations o ON o.issuer_id = p.issuer_id AND o.organisation_id = p.distributor_id AND o.policy_version = p.version
     WHERE p.issuer_id = p_issuer AND jsonb_path_exists(p.limits, '$.* ? (@ != null)')
       AND o.type = ANY (limited_types()) AND o.status IN ('pending', 'executing', 'completed')),
  sums AS (
    SELECT 'distributor:' || c.organisation_id AS subject, c.local_day, c.organisation_id, sum(c.minor) AS minor FROM counted c GROUP BY 3, 2
    UNION ALL
    SELECT 'key:' || c.maker_key_id, c.local_day, c.organisation_id, c.minor FROM counted c WHERE c.maker_key_id IS NOT NULL
    UNION ALL
    SELECT format('maker:%s:%s', b.organisation_id, b.maker_id), b.local_day, b.organisation_id, sum(b.amount_minor)
      FROM bound b WHERE b.of_maker GROUP BY b.organisation_id, b.maker_id, b.local_day
    UNION ALL
    SELECT format('wallet:%s:%s', b.organisation_id, b.customer_id), b.local_day, b.organisation_id, sum(b.amount_minor)
      FROM bound b WHERE b.of_customer AND b.customer_id IS NOT NULL GROUP BY b.organisation_id, b.customer_id, b.local_day)
  SELECT 'limit-counter', coalesce(s.subject, c.subject),
         format('%s: %s counted, its operations have %s', coalesce(s.local_day, c.local_day), coalesce(c.used_minor::text, 'nothing'), coalesce(s.minor, 0)),
         coalesce(s.organisation_id, c.distributor_id), NULL::bigint
    FROM sums s
    FULL JOIN (SELECT x.* FROM limit_counters x WHERE x.issuer_id = p_issuer) c ON c.subject = s.subject AND c.local_day = s.local_day
   WHERE coalesce(c.used_minor, 0) <> coalesce(s.minor, 0) OR c.distributor_id <> s.organisation_id;
END $$;
