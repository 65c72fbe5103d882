-- Daily volume of a subject, exact under parallel requests: the counter row is locked by the take and freed by the commit.
-- p_items: [{subject, day, distributor, amount, maximum?}] in minor units. Outcomes: ok | exceeded. `used` is the volume before the item.
-- Raises PU001 outside its unit or scope; PU004 on an amount that is not positive, which would give volume instead of taking it.
CREATE OR REPLACE FUNCTION limits_take(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS TABLE (idx int, outcome text, used bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE r record;
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  INSERT INTO limit_counters (issuer_id, subject, local_day, distributor_id, used_minor, unit_id)
  SELECT DISTINCT p_issuer, v->>'subject', v->>'day', (v->>'distributor')::uuid, 0, p_unit FROM jsonb_array_elements(p_items) v
   ORDER BY 2, 3 ON CONFLICT DO NOTHING;
  PERFORM FROM limit_counters c
    WHERE c.issuer_id = p_issuer AND (c.subject, c.local_day) IN (SELECT v->>'subject', v->>'day' FROM jsonb_array_elements(p_items) v)
    ORDER BY c.subject, c.local_day FOR UPDATE;
  FOR r IN SELECT (x.n - 1)::int AS n, x.v->>'subject' AS subject, x.v->>'day' AS day, (x.v->>'distributor')::uuid AS distributor,
                  (x.v->>'amount')::bigint AS amount, (x.v->>'maximum')::bigint AS maximum
             FROM jsonb_array_elements(p_items) WITH ORDINALITY AS x(v, n) ORDER BY x.n LOOP
    IF NOT in_scope(r.distributor) THEN RAISE EXCEPTION 'limit outside the scope' USING ERRCODE = 'PU001'; END IF;
    IF (r.amount > 0) IS NOT TRUE THEN RAISE EXCEPTION 'volume % is not positive', r.amount USING ERRCODE = 'PU004'; END IF;
    idx := r.n;
    SELECT c.used_minor INTO STRICT used FROM limit_counters c
     WHERE c.issuer_id = p_issuer AND c.subject = r.subject AND c.local_day = r.day;
    -- Without a maximum the counter's own range is one.
    IF used::numeric + r.amount > coalesce(r.maximum, 9223372036854775807) THEN
      outcome := 'exceeded';
    ELSE
      UPDATE limit_counters c SET used_minor = c.used_minor + r.amount, unit_id = p_unit
       WHERE c.issuer_id = p_issuer AND c.subject = r.subject AND c.local_day = r.day;
      outcome := 'ok';
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- Gives volume back: the operation was refused, recalled, expired or failed. p_items: [{subject, day, amount}].
-- Raises PU001 outside its unit; PU004 on an amount that is not positive; 23514 on more than was taken.
CREATE OR REPLACE FUNCTION limits_give_back(p_issuer uuid, p_unit uuid, p_items jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM require_unit(p_issuer, p_unit);
  IF EXISTS (SELECT FROM jsonb_array_elements(p_items) v WHERE ((v->>'amount')::bigint > 0) IS NOT TRUE) THEN
    RAISE EXCEPTION 'volume given back is not positive' USING ERRCODE = 'PU004';
  END IF;
  PERFORM FROM limit_counters c
    WHERE c.issuer_id = p_issuer AND (c.subject, c.local_day) IN (SELECT v->>'subject', v->>'day' FROM jsonb_array_elements(p_items) v)
    ORDER BY c.subject, c.local_day FOR UPDATE;
  UPDATE limit_counters c SET used_minor = c.used_minor - g.amount, unit_id = p_unit
    FROM (SELECT v->>'subject' AS subject, v->>'day' AS day, sum((v->>'amount')::bigint) AS amount
            FROM jsonb_array_elements(p_items) v GROUP BY 1, 2) g
   WHERE c.issuer_id = p_issuer AND c.subject = g.subject AND c.local_day = g.day AND in_scope(c.distributor_id);
END $$;

-- Counts requests of many keys in the running minute; exact per key over all processes. Called on its own, outside a unit of work: a
-- request counts whether or not it succeeds. p_items: [{issuer, key, requests}]. Returns what each key has used in this window.
CREATE OR REPLACE FUNCTION rate_take(p_items jsonb)
RETURNS TABLE (idx int, used bigint, window_start timestamptz) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE r record;
BEGIN
  window_start := date_trunc('minute', clock_timestamp());
  FOR r IN SELECT (x.n - 1)::int AS n, (x.v->>'issuer')::uuid AS issuer, 'key:' || (x.v->>'key')::uuid AS subject,
                  (x.v->>'requests')::bigint AS requests
             FROM jsonb_array_elements(p_items) WITH ORDINALITY AS x(v, n) ORDER BY 2, 3 LOOP
    idx := r.n;
    PERFORM set_config('app.issuer', r.issuer::text, true);
    INSERT INTO rate_counters AS c (issuer_id, subject, window_start, used) VALUES (r.issuer, r.subject, window_start, r.requests)
    ON CONFLICT (issuer_id, subject, window_start) DO UPDATE SET used = c.used + excluded.used RETURNING c.used INTO used;
    RETURN NEXT;
  END LOOP;
END $$;
